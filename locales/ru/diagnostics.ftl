# Diagnostics: choosing, answering, result, review.
diag-who-sees = Результат видите только Вы. Директор видит только, что диагностика пройдена. Методист увидит зону роста, если Вы отправите ему маршрут. Для аттестации и оплаты результат не используется.
diag-who-sees-shared = Результат видите Вы и методисты района, пока Вы это разрешаете. Директор видит только, что диагностика пройдена. Для аттестации и оплаты результат не используется.
diag-home =
    <b>Методическая диагностика</b>
    20 ситуаций из работы педагога, около 25 минут. Можно делать паузы.

    { $fits ->
        [yes] Для Вашей должности предлагаем темы:
       *[no] Для Вашей должности отдельного набора пока нет. Можно взять такие темы:
    }
    { $topics }
diag-topic = • { $title }
diag-home-student =
    <b>Диагностика</b>
    { $some ->
        [yes] Для студентов и выпускников: функциональная грамотность, шесть частей по 15 минут.
       *[no] Задания ещё не загружены. Напишите администратору методической службы.
    }
diag-no-bank =
    <b>Методическая диагностика</b>
    { $some ->
        [yes] Методических заданий пока нет. Можно пройти функциональную грамотность.
       *[no] Задания ещё не загружены. Напишите администратору методической службы.
    }
diag-open =
    <b>Диагностика не закончена</b>
    Ответов: { $answered } из { $length }. Продолжить можно до { $until }.
    Ответы сохранены, начнём с того же вопроса.
diag-begin = Начать
diag-go-on = Продолжить
diag-choose = Выбрать свои темы
diag-independent = Независимая (код дня)
diag-history = Прошлые результаты
diag-literacy = Функц. грамотность
diag-sets = Готовые наборы
diag-sets-text =
    <b>Готовые наборы</b>
    { $list }
diag-set = <b>{ $title }.</b> { $about }
diag-groups =
    <b>Выберите четыре темы</b>
    Выбрано { $count } из 4: { $chosen }

    Откройте группу и отметьте темы. Когда отметите четыре, нажмите «Готово».
diag-nothing-chosen = пока ничего
diag-topics =
    <b>{ $title }</b>
    { $list }

    Выбрано { $count } из 4: { $chosen }{ $count ->
        [4] { "" }
    Пятая тема займёт место первой.
       *[other] { "" }
    }
diag-topic-line = { $short }: { $title }
diag-ready = Готово
diag-code =
    <b>Независимая диагностика</b>
    Её проводят при организаторе. Он назовёт код дня: шесть букв и цифр.
    Напишите код, например А2К7МР.
diag-ready-text =
    <b>Перед началом</b>
    { $topics }

    { $literacy ->
        [yes] Не меньше { $count } вопросов к нескольким текстам. Пропущенный вопрос даёт 0 баллов, к нему можно вернуться.
       *[no] { $count } вопросов, { $topic_count ->
            [one] одна тема
            [few] { $topic_count } темы
           *[other] { $topic_count } тем
        } поровну.
    } { $mode ->
        [independent] На всё { $minutes } минут, время идёт без остановки. За 10 минут до конца напомним.
       *[self] Времени { $days } дней, паузы не ограничены.
    }

    { diag-who-sees }
diag-start = Начать: вопрос 1
diag-short = Короткий вариант
diag-short-text =
    <b>Короткий вариант</b>
    Вопросы подбираются по Вашим ответам: когда о теме всё ясно, её больше не спрашивают. От { $least } до { $most } вопросов.

    { $calibrated ->
        [yes] Трудность вопросов определена по ответам педагогов.
       *[no] Трудность вопросов пока указали авторы: ответов педагогов для расчёта мало.
    }
    Ответ можно исправить, пока диагностика не закончена.

    { diag-who-sees }
diag-question =
    <b>Вопрос { $position }{ $short ->
        [yes] , не больше { $length }
       *[no] { " " }из { $length }
    }</b> { $bar } { $percent } %{ $timed ->
        [yes] { "" }
    До { $until }
       *[no] { "" }
    }

    { $stem }

    { $options }
diag-option = <b>{ $letter }.</b> { $text }
diag-skip = Пропустить
diag-later = Позже
diag-paused = Пауза. Ответы сохранены, продолжите с того же вопроса.
diag-paused-clock = Ответы сохранены, но время идёт: до { $until }.
diag-hint-multiple = <i>Верных может быть несколько. Отметьте их и нажмите «Ответить».</i>
diag-hint-matching = { $line ->
        [0] <i>Все пары составлены. Проверьте и нажмите «Ответить».</i>
       *[other] <i>Выберите букву для строки { $line }.</i>
    }
diag-hint-ordering = { $state ->
        [whole] Ваш порядок: <b>{ $order }</b>. <i>Проверьте и нажмите «Ответить».</i>
        [begun] Ваш порядок: <b>{ $order }</b>. <i>Что дальше?</i>
       *[empty] <i>Нажимайте буквы по порядку. Что сначала?</i>
    }
diag-hint-typed = { $kind ->
        [number] <i>Напишите число сообщением{ $some ->
            [yes] { "" }, единица: { $unit }
           *[no] { "" }
        }.</i>
        [short] <i>Напишите ответ сообщением: одно или несколько слов.</i>
       *[open] <i>Напишите ответ сообщением, до 1500 знаков. Его оценит эксперт, не зная автора. Не пишите фамилии.</i>
    }
diag-typed = Ваш ответ: <b>{ $given }</b>
    <i>{ $recorded ->
        [yes] Записан. Чтобы изменить, напишите другой.
       *[no] Нажмите «Ответить» или напишите иначе.
    }</i>
diag-left = <b>{ $number }.</b> { $text } → <b>{ $letter }</b>
diag-anew = Заново
diag-record = Ответить
diag-material = Показать текст
diag-picture = Показать график
diag-picture-of = { $title }
diag-to-question = К вопросу
diag-material-text =
    <b>{ $title }</b>
    { $text }

    { $page }
diag-summary =
    <b>Вопросы закончились</b>
    Ответов: { $answered } из { $length }.
    { $skipped ->
        [0] Можно завершить или вернуться и проверить ответы.
        [one] Пропущен { $skipped } вопрос. { diag-skipping }
        [few] Пропущены { $skipped } вопроса. { diag-skipping }
        [many] Пропущено { $skipped } вопросов. { diag-skipping }
       *[other] Пропущено { $skipped } вопроса. { diag-skipping }
    }
diag-skipping = { $literacy ->
        [yes] Пропуск даёт 0 баллов.
       *[no] Пропуск не считается ошибкой, но по теме будет мало данных.
    }
diag-to-skipped = К пропущенным
diag-finish = Завершить
diag-time-over =
    <b>Время вышло</b>
    Ответов: { $answered } из { $length }. Все они сохранены и учтены.
diag-show-result = Показать результат
diag-result =
    <b>{ $headline }</b>
    Верных ответов по темам:
    { $scores }

    Отвечено { $answered } из { $length }. Вывод делаем, когда ответов хватает для уверенности.{ $waiting ->
        [0] { "" }
        [one] { " " }Ещё { $waiting } ответ оценит эксперт.
        [few] { " " }Ещё { $waiting } ответа оценит эксперт.
       *[other] { " " }Ещё { $waiting } ответов оценит эксперт.
    }
    { $shared ->
        [yes] { diag-who-sees-shared }
       *[no] { diag-who-sees }
    }
diag-zone = Ваша зона роста: { $title }{ $more ->
        [0] { "" }
        [one] { " " }и ещё { $more } тема
        [few] { " " }и ещё { $more } темы
        [many] { " " }и ещё { $more } тем
       *[other] { " " }и ещё { $more } темы
    }
diag-no-zone = Явной зоны роста не видно
diag-all-mastered = { $count ->
        [4] Все четыре темы Вы знаете уверенно
        [one] Эту тему Вы знаете уверенно
       *[other] Все темы Вы знаете уверенно
    }
diag-score = { $bar } { $right } из { $answered }: { $short }{ $verdict ->
        [growth_zone] , зона роста
        [mastered] , уверенно
       *[undecided] , данных пока мало
    }
diag-find-courses = Подобрать курсы
diag-find-practices = Что делают коллеги
diag-all-courses = Посмотреть программы
diag-review = Разобрать ответы
diag-as-picture = Картинкой
diag-picture-of-answers = % верных ответов
diag-picture-caption = Доля верных ответов по темам. Те же числа есть в тексте.
diag-pdf-title = Результат диагностики: { $title }
diag-pdf-verdict = { $verdict ->
        [growth_zone] зона роста
        [mastered] уверенно
       *[undecided] данных пока мало
    }; вероятность { $chance } %
diag-pdf-when = Когда закончена
diag-pdf-mode = Режим
diag-pdf-mode-is = { $mode ->
        [independent] независимая, при организаторе
        [external] внешняя
       *[self] самодиагностика
    }
diag-pdf-answered = Отвечено
diag-pdf-rule = Правило вывода
diag-pdf-rule-is = { $short ->
        [yes] Короткий вариант. Вывод делается от 2 ответов по теме. Нужна вероятность решить 70 % всех заданий темы: от 0,8 или до 0,2. Учтены трудность заданий и ответы по другим темам.
       *[no] Вывод делается от 5 ответов по теме. Нужна вероятность владеть темой на 70 %: от 0,8 или до 0,2. Начальное распределение равномерное.
    }
diag-pdf-scale = Шкала «{ $bank }»
diag-pdf-scale-is = { $theta } ± { $se } (0 — средний педагог)
diag-pdf-number = Номер попытки
diag-pdf-note = Вероятность — что Вы решаете не меньше 70 % заданий темы. Зона роста показывает, с чего начать. «Данных пока мало» не оценка: вопросов не хватило для уверенного вывода.
diag-pdf-caption = Результат для Вас. Фамилии в нём нет.
diag-precision = Точность вывода
diag-precision-text =
    <b>Насколько это точно</b>
    Вероятность, что Вы решаете не меньше 70 % заданий темы:
    { $scores }

    От 80 % пишем «уверенно», до 20 % «зона роста». Между ними честно говорим: данных мало.{ $short ->
        [yes] { " " }Учтены трудность заданий и ответы по другим темам.
       *[no] { "" }
    }
    { $calibrated ->
        [yes] На общей шкале, где 0 — средний педагог:{ $places }
       *[no] Трудность заданий пока указали авторы: когда ответов станет больше, появится место на общей шкале.
    }
diag-chance = { $verdict ->
        [nothing] • { $short }: ответов нет
        [growth_zone] • { $short }: { $chance } %, зона роста
        [mastered] • { $short }: { $chance } %, уверенно
       *[undecided] • { $short }: { $chance } %, данных мало
    }
diag-place = • { $bank }: { $theta } ± { $se }
diag-compare = Что изменилось
diag-compare-text =
    <b>Что изменилось</b>
    { $list }

    «Разница надёжна» пишем, когда она больше погрешности обоих измерений. При пяти вопросах это редкость.
diag-compared = { $short }: { $before } ({ $on }), теперь { $after }. { $sign ->
        [up] Рост, разница надёжна.
        [down] Стало ниже, разница надёжна.
       *[unsure] Разница в пределах погрешности.
    }
diag-review-before = Предыдущий
diag-to-result = К результату
diag-review-text =
    <b>Вопрос { $position } из { $length }</b>. { $topic }
    { $verdict ->
        [right] Ваш ответ верный.
        [wrong] Ваш ответ неверный.
        [partly] Ответ верен отчасти. Баллы: { $points } из { $most }.
        [waiting] Ответ ждёт оценки эксперта.
       *[skipped] Вопрос пропущен.
    }

    { $stem }

    { $options }

    { $explanation }{ $source }
diag-review-option = { $mark ->
        [key] <b>{ $letter }. { $text }</b> (верно{ $both ->
            [yes] , Ваш ответ
           *[no] { "" }
        }). <i>{ $note }</i>
        [chosen] { $letter }. { $text } (Ваш ответ). <i>{ $note }</i>
       *[plain] { $letter }. { $text }
    }
diag-review-pair = <b>{ $number }.</b> { $text } → <b>{ $key }</b>{ $right ->
        [yes] { " " }(верно)
       *[no] . Ваш ответ: { $given }
    }
diag-review-place = <b>{ $number }.</b> { $text }{ $right ->
        [yes] { " " }(верно)
       *[no] . У Вас на месте: { $given }
    }
diag-review-typed = Ваш ответ: { $given }{ $key }
diag-review-key =
    { "" }
    Верный ответ: <b>{ $key }</b>
diag-review-source =
    { "" }

    Источник: { $source }
diag-history-text =
    <b>Прошлые результаты</b>
    { $count ->
        [0] Завершённых диагностик пока нет.
       *[other] { $list }
    }
diag-history-line = <b>{ $number }.</b> { $day }: { $topics }
