# Mentors and mentees.
menu-mentor = Наставник
menu-requests = Запросы и подопечные
menu-matching = Подбор наставников
menu-orders = Приказы о наставничестве
menu-support = Молодые педагоги
command-mentor = Наставник
command-requests = Запросы наставнику

mentoring-home =
    <b>Наставник</b>
    { $state }
mentoring-none =
    Наставник поможет с уроком, классом или документами. Начать можно сразу, как консультацию.

    Три шага: тема, что трудно, как встречаться. Вы и наставник пишете друг другу через бот, имена закрыты.
mentoring-state =
    Запрос № { $number }: { $topic }.
    { $state ->
        [looking] Наставник ответит до { $due }. Если не сможет, сразу спросим следующего.
        [late] Первый срок прошёл, спрашиваем следующего наставника.
       *[nobody] Свободного наставника пока нет. Подбираем вместе с методистом и сообщим.
    }
mentoring-has-mentor = У Вас есть наставник. Откройте разговор.
mentoring-pair-open = Мой наставник, пара № { $number }
mentoring-pair-closed = Завершённая пара № { $number }
mentoring-ask = Попросить наставника
mentoring-go-on = Продолжить запрос
mentoring-topic =
    <b>Шаг 1 из 3. С какими вопросами помочь?</b>
mentoring-difficulty =
    <b>Шаг 2 из 3. Что трудно?</b>
    Тема: { $topic }.
    Опишите в двух-трёх предложениях. Например: «Не успеваю дать обратную связь всему классу».
    Не пишите фамилии.
    { $now ->
        [none] { "" }
       *[other] Сейчас записано: { $now }
    }
mentoring-form =
    <b>Шаг 3 из 3. Как удобнее встречаться?</b>
    Тема: { $topic }.
    { $text }
mentoring-form-offline = Очно
mentoring-form-online = Дистанционно
mentoring-form-any = Как получится
mentoring-sent = Запрос № { $number } принят.
mentoring-cancel = Отменить запрос
mentoring-cancel-text =
    <b>Отменить запрос № { $number }?</b>
    Тема: { $topic }.
mentoring-cancel-yes = Да, отменить
mentoring-cancelled = Запрос № { $number } отменён.

pair-view =
    <b>{ $side ->
        [mentor] Ваш подопечный, пара № { $number }
       *[mentee] Ваш наставник, пара № { $number }
    }</b>
    Тема: { $topic }.
    { $order ->
        [none] Пока консультация: наставничеством она станет по приказу организации.
       *[other] Наставничество по приказу № { $order } от { $date }.
    }
    Встреч состоялось: { $held }.
    { $following ->
        [none] Следующая встреча не назначена.
       *[other] Следующая встреча: { $following }.
    }

    { $closed ->
        [yes] Пара завершена, сообщения больше не передаются.
       *[no] Пишите прямо сюда: передам текст, фото, файл, голосовое. Знак 👌 под сообщением значит «доставлено».
    }
pair-meetings = Встречи
pair-contact = Контакт
pair-close = Завершить
pair-feedback = Оставить отзыв
pair-rematch = Другой наставник
pair-write = Написать в Telegram
pair-contact-text =
    <b>Открыть имя и контакт?</b>
    Собеседник увидит Ваше имя в чате, организацию и сможет написать напрямую. Это произойдёт, только если согласится и он.
pair-contact-yes = Открыть, если оба согласны
pair-contact-waits = Вы согласились. Ждём согласия собеседника.
pair-contact-open =
    <b>{ $name }</b>
    { $unit }
    { $way }
pair-meetings-list =
    <b>Встречи</b>
    { $some ->
        [yes] { $list }
       *[no] Встреч ещё не было.
    }
pair-meeting-line = <b>{ $index }.</b> { $at }: { $state ->
        [proposed] ждём ответа
        [proposed-me] ответьте, подходит ли
        [agreed] договорились
        [said] ждём подтверждения
        [said-me] подтвердите
        [held] состоялась
       *[cancelled] не состоялась
    }
pair-propose = Предложить встречу
pair-which-day = <b>В какой день?</b>
pair-which-time =
    <b>{ $day }. Во сколько?</b>
    Выберите или напишите время, например 15:30.
pair-proposed = Предложение отправлено.
pair-meeting =
    <b>Встреча { $at }</b>
    { $state ->
        [proposed] Ждём ответа собеседника.
        [proposed-me] Собеседник предлагает это время. Подходит?
        [agreed] Договорились. Накануне напомним обоим.
        [said] Вы отметили, что встреча состоялась. Ждём подтверждения.
        [said-me] Собеседник отметил, что встреча состоялась. Подтвердите.
        [held] Состоялась, подтвердили оба.
       *[cancelled] Не состоялась.
    }
    { $note ->
        [none] Заметку о встрече напишите прямо здесь: что подготовить, о чём договорились.
       *[other] Заметка: { $note }
    }
pair-suits = Подходит
pair-cancel = Отменить встречу
pair-did-not = Не состоялась
pair-took-place = Встреча состоялась
pair-took-place-yes = Да, состоялась
pair-note-saved = Заметка сохранена. Собеседник её тоже видит.
pair-close-text =
    <b>{ $closed ->
        [yes] Отзыв о паре № { $number }
       *[no] Завершить пару № { $number }?
    }</b>
    { $closed ->
        [yes] Насколько помогла эта работа?
       *[no] Насколько помогла эта работа? После оценки пара завершится, сообщения передаваться не будут.
    }
pair-rate-good = Помогла
pair-rate-partly = Помогла частично
pair-rate-bad = Не помогла
pair-closed = Спасибо! Пара завершена.
pair-words =
    <b>Отзыв</b>
    Хотите добавить несколько слов? Напишите их здесь. Собеседник отзыв не увидит.
pair-words-saved = Отзыв сохранён. Спасибо!

mentor-home =
    <b>Наставник</b>
    Запросов ждёт ответа: { $offers }. Подопечных: { $pairs }.
    { $state ->
        [works] Вы принимаете запросы.
        [paused] Запросы на паузе.
       *[empty] Чтобы получать запросы, дайте согласие и выберите темы в анкете.
    }
mentor-offer-button = Запрос № { $number }
mentor-pair-button = Подопечный, пара № { $number }
mentor-profile = Моя анкета
mentor-offer =
    <b>Запрос № { $number }</b>: { $topic }
    { $young ->
        [yes] Молодой педагог
       *[no] Педагог
    }, предметы: { $subjects }. { $place }
    Встречи: { $form ->
        [offline] очно
        [online] дистанционно
       *[any] как получится
    }.

    «{ $text }»

    Почему Вы: { $reasons }.
    Ответьте до { $due }.
mentor-reason-topic = Ваша тема
mentor-reason-subject = тот же предмет
mentor-reason-school = та же организация
mentor-reason-near = тот же район
mentor-reason-free = есть свободное место
mentor-accept = Помогу
mentor-decline = Не смогу
mentor-accepted = Спасибо! Напишите первое сообщение: педагог увидит его без Вашего имени.
mentor-why =
    <b>Почему не сможете?</b>
    Выберите или напишите причину. Её увидит только методист.
mentor-why-time = Сейчас нет времени
mentor-why-topic = Это не моя тема
mentor-why-place = Далеко встречаться
mentor-declined = Запрос передан следующему наставнику.
mentor-profile-text =
    <b>Анкета наставника</b>
    Темы: { $topics ->
        [none] не выбраны
       *[other] { $topics }
    }.
    Предметы: { $subjects ->
        [none] не выбраны
       *[other] { $subjects }
    }.
    Подопечных не больше: { $capacity }.
    { $paused ->
        [none] Запросы приходят{ $agreed ->
            [yes] { "" }
           *[no] { "" } после согласия
        }.
        [ever] Запросы на паузе.
       *[other] Запросы на паузе до { $paused }.
    }
    { $agreed ->
        [yes] Согласие наставника дано.
       *[no] Согласия наставника ещё нет.
    }
mentor-topics = Темы
mentor-subjects = Предметы
mentor-capacity = Сколько подопечных
mentor-pause = Пауза
mentor-resume = Снять паузу
mentor-agree = Дать согласие
mentor-withdraw = Согласие
mentor-topics-text =
    <b>С какими вопросами Вы помогаете?</b>
    Нажмите, чтобы выбрать или убрать.
mentor-subjects-text =
    <b>Предметы</b>
    { $some ->
        [yes] Нажмите на предмет, чтобы убрать его.
       *[no] Пока ни одного.
    }
    Чтобы добавить, напишите название, например «Физика».
mentor-capacity-text = <b>Скольким педагогам Вы готовы помогать одновременно?</b>
mentor-pause-text = <b>До какого дня не присылать запросы?</b>
mentor-pause-ever = Без срока
mentor-consent = { $text }
mentor-consent-yes = Согласен(на)
mentor-consent-back = Отозвать согласие
mentor-agreed = Согласие записано. Теперь выберите темы.
mentor-withdrawn = Согласие отозвано. Новых запросов не будет.

matching-empty =
    <b>Подбор наставников</b>
    Все запросы у наставников.
matching-list =
    <b>Запросов без наставника: { $total }</b>
    { $list }
matching-line = <b>{ $index }.</b> № { $number }, { $name }, { $unit }: { $topic }
matching-one =
    <b>Запрос № { $number }</b>: { $topic }
    { $name }, { $unit }
    «{ $text }»
    Спросили наставников: { $tried }.

    { $some ->
        [yes] Кого спросить?
       *[no] Подходящих наставников нет. Пригласите нового: «Роли и приглашения».
    }
    { $list }
matching-choice = <b>{ $index }.</b> { $name }, { $unit }: { $reasons }
matching-asked = Запрос № { $number } отправлен наставнику.

orders-empty =
    <b>Приказы о наставничестве</b>
    Пар в Вашей организации сейчас нет.
orders-list =
    <b>Пары наставников</b>
    { $list }

    { $page }
orders-line = <b>{ $index }.</b> { $mentee } и { $mentor }, { $unit }: { $order ->
        [none] без приказа
       *[other] приказ № { $order }
    }
orders-one =
    <b>{ $mentee }</b>, { $unit }
    Наставник: { $mentor }, { $place }
    Тема: { $topic }. Вместе с { $since }, встреч: { $held }.
    { $order ->
        [none] Приказа нет: пока это консультация. Наставничество поручает работодатель с письменного согласия наставника (статья 351.8 ТК).
       *[other] Приказ № { $order } от { $date }.
    }
orders-enter = Внести приказ
orders-consent = Согласие: PDF для подписи
orders-programme = Программа: PDF
orders-consent-caption = PDF для подписи: согласие наставника, пара № { $number }. Фамилии впишите от руки.
orders-programme-caption = PDF для подписи: программа пары № { $number }. Фамилии впишите от руки.
orders-number =
    <b>Номер приказа</b>
    Напишите номер, например 145-о.
    { $now ->
        [none] { "" }
       *[other] Сейчас: { $now }
    }
orders-date = <b>Дата приказа № { $number }</b>
orders-entered = Приказ внесён. Пара считается наставничеством после первой встречи, которую подтвердили оба.

support-empty =
    <b>Молодые педагоги</b>
    В Вашей территории их сейчас нет.
support-list =
    <b>Молодых педагогов: { $total }</b>
    Сначала те, у кого в этом году поддержки не было.
    { $list }

    { $page }
support-line = <b>{ $index }.</b> { $name }, { $unit }: { $count ->
        [0] поддержки нет
       *[other] форм: { $count }
    }
support-one =
    <b>{ $name }</b>, { $unit }
    Молодой педагог до { $until }.

    Поддержка в этом году:
    { $list }
support-form-line = { $form }, { $on }
support-none = пока не отмечена
support-add = Отметить поддержку
support-which = <b>Какая поддержка?</b>
support-when = <b>Когда?</b>
support-confirmed = Поддержка отмечена и учтена.

waiting-mentor = Запрос наставнику № { $number }: ждём ответа.
waiting-meeting = Встреча: { $at }.
waiting-feedback = Пара № { $number } завершена: оставьте отзыв.
waiting-offers = Запросов наставнику: { $count }. Ждут Вашего ответа.
waiting-unmatched = Запросов без наставника: { $count }.
waiting-orders = Пар без приказа: { $count }.

relay-from-pair-asker = <b>{ $name ->
        [none] Ваш подопечный
       *[other] { $name }
    }, пара № { $number }</b>
relay-from-pair-answerer = <b>{ $name ->
        [none] Ваш наставник
       *[other] { $name }
    }, пара № { $number }</b>
relay-to-pair-asker = Наставнику, пара № { $number }
relay-to-pair-answerer = Подопечному, пара № { $number }

notice-mentor-offer = Педагог просит помощи наставника, запрос № { $number }. Ответьте до { $due }.
notice-offer-over = Срок ответа на запрос № { $number } прошёл. Спросили следующего наставника.
notice-mentor-needed = На запрос № { $number } не нашлось наставника. Нужна Ваша помощь.
notice-mentor-not-found = Свободного наставника по запросу № { $number } пока нет. Подбираем вместе с методистом.
notice-mentor-found = Наставник по запросу № { $number } согласился помочь. Напишите ему через бот.
notice-pair-closed = Собеседник завершил работу в паре. Оставьте, пожалуйста, отзыв.
notice-pair-ordered = Организация внесла приказ № { $number } от { $due }: теперь это наставничество.
notice-meeting-proposed = Собеседник предлагает встречу: { $at }. Подходит?
notice-meeting-agreed = Встреча { $at }: собеседник согласен.
notice-meeting-cancelled = Встреча { $at } не состоится или не состоялась: так отметил собеседник.
notice-meeting-said = Собеседник отметил, что встреча { $at } состоялась. Подтвердите.
notice-meeting-tomorrow = Напоминаем о встрече: { $at }.
topic-meeting_tomorrow = Встречи завтра
notice-open-offer = Открыть запрос
notice-open-request = Подобрать наставника
notice-open-mentoring = Открыть
notice-open-pair = Открыть разговор
notice-open-meeting = Открыть встречу

refusal-request-is-open = У Вас уже есть запрос или наставник.
refusal-offer-is-over = Этот запрос уже у другого наставника или отменён.
refusal-no-free-place = У Вас уже столько подопечных, сколько Вы указали. Увеличьте число в анкете или откажитесь.
refusal-pair-is-closed = Пара завершена.
refusal-meeting-is-ahead = Встречу подтверждают, когда её время наступило.
