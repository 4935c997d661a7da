# Functional literacy of teachers: six parts and their profile.
fl-home =
    <b>Функциональная грамотность</b>
    Шесть частей, каждая около 15 минут. Проходите в любом порядке, в разные дни. { $mode ->
        [independent] Режим: независимый.
       *[self] Режим: самодиагностика.
    }

    { $list }

    Пройдено { $done } из 6. Общий результат появится после шестой.
fl-state = { $number }. { $title }{ $done ->
        [yes] : { $points } из { $most }
       *[no] { "" }
    }
fl-parts = Все части
fl-profile = Общий результат
fl-next = Дальше: { $title }
fl-component =
    <b>{ $title }</b>
    { $bar } { $points } из { $most } баллов
    Уровень: { $level }.

    { $left ->
        [0] Пройдены все шесть частей. Посмотрите общий результат.
        [one] Осталась { $left } часть.
        [few] Осталось { $left } части.
       *[other] Осталось { $left } частей.
    }
    { diag-who-sees }
fl-level-first = первые шаги
fl-level-base = есть основа
fl-level-near = на подходе
fl-level-sure = уверенное владение
fl-level-free = свободное владение
fl-result =
    <b>Функциональная грамотность: { $level }</b>
    { $scores }

    Всего { $points } из { $most } баллов, { $percent } %. { $reached ->
        [yes] Отметка { $mark } % пройдена.
       *[no] Отметка { $mark } % впереди.
    }{ $compared ->
        [yes] { " " }В прошлый раз ({ $on }) было { $before } %.
       *[no] { "" }
    }
    { diag-who-sees }
fl-score = { $bar } { $points } из { $most }: { $short }
fl-picture = Показать картинкой
fl-picture-title = Функциональная грамотность, % баллов
fl-picture-caption = Доля баллов по шести частям. Черта: { $mark } %.
