# News: the composer, progress, the reader's side.
menu-news = Новости
menu-broadcast = Рассылки
command-news = Новости
command-broadcast = Рассылки
topic-news = Все новости
topic-news-courses = Курсы и программы
topic-news-events = События и встречи
topic-news-contests = Конкурсы
topic-news-practices = Практики коллег
topic-news-documents = Документы
topic-news-service = Важное от службы
tick-digest = Сводка новостей

broadcast-home =
    <b>Рассылки</b>
    { $list }
broadcast-none = Рассылок ещё не было. Черновик сохраняется сам, отправить можно в любой день.
broadcast-line = <b>{ $index }.</b> { $title }: { $state ->
        [draft] черновик
        [paused] на паузе
        [stopped] остановлена
       *[sending] отправлена
    }, { $on }
broadcast-new = Новая рассылка
broadcast-untitled = текста пока нет
broadcast-draft =
    <b>Черновик рассылки</b>
    Текст: { $title }
    { $file ->
        [photo] Приложена фотография.
        [document] Приложен документ.
       *[none] Без вложения.
    } { $link ->
        [none] Без кнопки.
       *[other] Кнопка: «{ $link }».
    }
    Тема: { $topic }
    Кому: { $audience }
    Получат: { $count }
broadcast-text = Текст
broadcast-file = Вложение
broadcast-link = Кнопка
broadcast-topic = Тема
broadcast-audience = Кому
broadcast-preview = Показать мне
broadcast-preview-comes = Точно такое сообщение придёт Вам через секунду.
broadcast-send = Отправить
broadcast-delete = Удалить
broadcast-write =
    <b>Текст рассылки</b>
    Напишите его так, как он должен выглядеть: жирный шрифт, ссылки и списки сохранятся.
    Первая строка станет заголовком. До { $most } знаков, с вложением до { $under }.

    Фамилий, телефонов и результатов не пишите.
broadcast-attach =
    <b>Вложение</b>
    Пришлите фотографию или документ до 20 МБ.
broadcast-no-file = Без вложения
broadcast-link-text =
    <b>Кнопка под сообщением</b>
    Напишите адрес и через пробел название, например:
    https://example.org Подробнее
broadcast-no-link = Без кнопки
broadcast-topic-text =
    <b>О чём новость?</b>
    От ненужной темы можно отписаться одним нажатием. Выберите точно, и читать не перестанут.
broadcast-audience-text =
    <b>Кому</b>
    { $audience }

    Получат: { $count }
    { $left }
broadcast-nobody-left-out = Сообщение получат все.
broadcast-left-out = { $reason ->
        [limit] Получат в пятничной сводке, новостей уже достаточно: { $count }
        [unsubscribed] Отписались от темы: { $count }
        [unreachable] Остановили бота: { $count }
        [no_consent] Нет согласия: { $count }
       *[absent] Ещё не в боте: { $count }
    }
broadcast-unit = Где
broadcast-role = Роль
broadcast-subject = Предмет
broadcast-young = молодые педагоги
broadcast-young-switch = Молодые педагоги: { $on ->
        [yes] да
       *[no] нет
    }
broadcast-everywhere = Вся территория
broadcast-unit-text =
    <b>Для какой территории или организации?</b>
    Выберите или напишите название.

    { $list }
broadcast-role-text =
    <b>Кому по роли?</b>
    Без роли сообщение получат все педагоги.
broadcast-everybody = Всем педагогам
broadcast-role-head = Руководители
broadcast-role-deputy = Заместители
broadcast-role-mentor = Наставники
broadcast-role-expert = Эксперты
broadcast-role-methodist = Методисты
broadcast-subject-text =
    <b>Учителям какого предмета?</b>
    Выберите или напишите название.

    { $page }
broadcast-any-subject = Любой предмет
broadcast-when-text =
    <b>Когда отправить?</b>
    Днём: с 15:00 до 19:00 рабочего дня по часам каждого, без звука.
    Сразу: ждём только конца тихих часов и отпуска.
broadcast-when-afternoon = Днём, с 15:00 до 19:00
broadcast-when-now = Сразу
broadcast-when-moment = В своё время
broadcast-moment-text =
    <b>День и время</b>
    Напишите так: 25.11.2026 16:30
    Каждый получит сообщение в это время по своим часам.
broadcast-confirm =
    <b>Отправить рассылку?</b>
    «{ $title }»
    Кому: { $audience }
    Получат: { $count }{ $digest ->
        [0] { "" }
       *[other] , в пятничной сводке ещё { $digest }
    }
    Когда: { $when ->
        [now] сразу
        [afternoon] днём, с 15:00 до 19:00
       *[moment] { $at }, по часам каждого
    }
broadcast-confirm-yes = Да, отправить
broadcast-progress =
    <b>{ $title }</b>
    { $state ->
        [over] Рассылка закончена.
        [paused] Рассылка на паузе.
        [stopped] Рассылка остановлена.
       *[sending] Рассылка идёт.
    }
    { $bar } обработано { $done } из { $total }
    Приняты Telegram: { $sent }, ошибок: { $failed }, осталось: { $left }
    Открыли в новостях: { $reads }{ $digest ->
        [0] { "" }
       *[other] . В сводке: { $digest }
    }{ $cancelled ->
        [0] { "" }
       *[other] . Отменено: { $cancelled }
    }{ $accepted ->
        [0] { "" }
       *[other] . Оставлено без ответа: { $accepted }
    }{ $uncertain ->
        [0] { "" }
       *[other] {"\u000A"}Неизвестно, дошло ли: { $uncertain }. Повтор может прийти вторым.
    }{ $at ->
        [none] { "" }
       *[other] {"\u000A"}Ближайшая отправка: { $at }
    }
broadcast-pause = Пауза
broadcast-resume = Продолжить
broadcast-stop = Остановить
broadcast-ask-stop =
    <b>Остановить рассылку?</b>
    «{ $title }». Не получат: { $left }. Вернуть их будет нельзя.
broadcast-stop-yes = Да, остановить
broadcast-repeat = Повторить неопределённым
broadcast-accept = Оставить
broadcast-errors = Список ошибок
broadcast-errors-text =
    <b>Ошибки рассылки</b>
    { $list }

    Имён здесь нет: кто остановил бота, получит новости, когда вернётся.
broadcast-no-errors = Ошибок нет.
broadcast-error = { $reason ->
        [unreachable] Остановили бота или удалили Telegram: { $count }
       *[other] Telegram не принял сообщение: { $count }
    }
broadcast-refresh = Обновить
broadcast-ask-delete =
    <b>Удалить черновик?</b>
    «{ $title }»
broadcast-delete-yes = Да, удалить
broadcast-deleted = Черновик удалён.

news-list =
    <b>Новости</b>
    { $new ->
        [0] Все прочитаны.
       *[other] Новых: { $new }
    }

    { $list }

    { $page }
news-none = Новостей пока нет.
news-line = <b>{ $index }.</b> { $title }, { $on }{ $new ->
        [yes] , новая
       *[no] { "" }
    }
news-topics = Темы
news-item =
    { $text }

    <i>{ $topic }, { $on }</i>
news-topics-text =
    <b>Темы новостей</b>
    Не больше одной новости в день и трёх в неделю, остальное в пятничной сводке.
    Нажмите, чтобы изменить: действует сразу.
news-unsubscribed = Тема «{ $topic }» больше не приходит. Вернуть её можно здесь же.
waiting-news = { $count ->
        [one] { $count } непрочитанная новость.
        [few] { $count } непрочитанные новости.
        [many] { $count } непрочитанных новостей.
       *[other] { $count } непрочитанные новости.
    }

notice-news = { $text }

    <i>Новости: { $topic }</i>
notice-news-off = Не присылать эту тему
notice-news-digest =
    <b>Новости недели: { $count }</b>
    { $titles }
notice-news-open = Открыть новости

refusal-text-is-too-long = Слишком длинно: помещается { $most } знаков. Сократите текст или уберите вложение.
refusal-broadcast-is-empty = Сначала напишите текст рассылки.
refusal-broadcast-has-changed = Рассылку уже изменили или отправили. Показываю, как она выглядит сейчас.
refusal-nobody-to-write-to = Писать некому: в этой аудитории сообщение никто не получит.
