# Diagnostics: choosing, answering, result, review.
diag-who-sees = Результат видите только Вы. Директор видит только, что диагностика пройдена. Методист увидит зону роста, если Вы отправите ему маршрут. Для аттестации и оплаты результат не используется.
diag-home =
    <b>Методическая диагностика</b>
    20 ситуаций из работы педагога, около 25 минут. Можно делать паузы.

    { $fits ->
        [yes] Для Вашей должности предлагаем темы:
       *[no] Для Вашей должности отдельного набора пока нет. Можно взять такие темы:
    }
    { $topics }
diag-topic = • { $title }
diag-no-bank =
    <b>Методическая диагностика</b>
    Задания ещё не загружены. Напишите администратору методической службы.
diag-open =
    <b>Диагностика не закончена</b>
    Ответов: { $answered } из { $length }. Продолжить можно до { $until }.
    Ответы сохранены, начнём с того же вопроса.
diag-begin = Начать
diag-go-on = Продолжить
diag-choose = Выбрать свои темы
diag-independent = Независимая (код дня)
diag-history = Прошлые результаты
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

    20 вопросов, по пять на тему. { $mode ->
        [independent] На всё 60 минут, время идёт без остановки.
       *[self] Времени 14 дней, паузы не ограничены.
    }

    { diag-who-sees }
diag-start = Начать: вопрос 1
diag-question =
    <b>Вопрос { $position } из { $length }</b> { $bar } { $percent } %{ $timed ->
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
diag-press-letter = Ответьте кнопкой с буквой: так ответ не попадёт к другому вопросу.
diag-summary =
    <b>Вопросы закончились</b>
    Ответов: { $answered } из { $length }.
    { $skipped ->
        [0] Можно завершить или вернуться и проверить ответы.
        [one] Пропущен { $skipped } вопрос. Пропуск не считается ошибкой, но по теме будет мало данных.
        [few] Пропущены { $skipped } вопроса. Пропуск не считается ошибкой, но по теме будет мало данных.
        [many] Пропущено { $skipped } вопросов. Пропуск не считается ошибкой, но по теме будет мало данных.
       *[other] Пропущено { $skipped } вопроса. Пропуск не считается ошибкой, но по теме будет мало данных.
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

    Отвечено { $answered } из { $length }. Вывод делаем, когда ответов хватает для уверенности.
    { diag-who-sees }
diag-zone = Ваша зона роста: { $title }{ $more ->
        [0] { "" }
        [one] { " " }и ещё { $more } тема
        [few] { " " }и ещё { $more } темы
        [many] { " " }и ещё { $more } тем
       *[other] { " " }и ещё { $more } темы
    }
diag-no-zone = Явной зоны роста не видно
diag-all-mastered = Все четыре темы Вы знаете уверенно
diag-score = { $bar } { $right } из { $answered }: { $short }{ $verdict ->
        [growth_zone] , зона роста
        [mastered] , уверенно
       *[undecided] , данных пока мало
    }
diag-find-courses = Подобрать курсы
diag-all-courses = Посмотреть программы
diag-review = Разобрать ответы
diag-review-before = Предыдущий
diag-to-result = К результату
diag-review-text =
    <b>Вопрос { $position } из { $length }</b>. { $topic }
    { $verdict ->
        [right] Ваш ответ верный.
        [wrong] Ваш ответ неверный.
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
