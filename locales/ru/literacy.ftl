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
    Уровень: { $level }.{ $calibrated ->
        [yes] { " " }{ $place }
       *[no] { "" }
    }

    { $left ->
        [0] Пройдены все шесть частей. Посмотрите общий результат.
        [one] Осталась { $left } часть.
        [few] Осталось { $left } части.
       *[other] Осталось { $left } частей.
    }
    { $shared ->
        [yes] { diag-who-sees-shared }
       *[no] { diag-who-sees }
    }
fl-place = Место на общей шкале: { $theta } ± { $se }, 0 — средний педагог.
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
    { $shared ->
        [yes] { diag-who-sees-shared }
       *[no] { diag-who-sees }
    }
fl-score = { $bar } { $points } из { $most }: { $short }
fl-picture-title = Функциональная грамотность
fl-picture-of = % баллов
fl-picture-caption = Доля баллов по шести частям. Черта: { $mark } %.
fl-compare = Что изменилось
fl-compare-text =
    <b>Что изменилось</b>
    { $on }, затем теперь, в баллах:
    { $list }

    «Надёжно» пишем, когда разница больше погрешности обоих измерений. Вопросы в частях разные, поэтому небольшие сдвиги бывают случайны.
fl-compared = { $short }: { $before }, теперь { $after }. { $sign ->
        [up] Рост, надёжно.
        [down] Ниже, надёжно.
       *[unsure] В пределах погрешности.
    }
fl-all-points = Все баллы
fl-pdf-title = Функциональная грамотность педагога
fl-pdf-headline = Общий уровень: { $level }. { $points } из { $most } баллов, { $percent } %. { $reached ->
        [yes] Отметка { $mark } % пройдена.
       *[no] Отметка { $mark } % впереди.
    }
fl-pdf-level = Уровень
fl-pdf-note = «Есть основа» начинается с 30 %, «на подходе» с 50 %. «Уверенное владение» с 70 %, «свободное владение» с 85 %. В одной части около шести вопросов, и её доля груба. Надёжнее общий результат.
fl-pdf-questions = Вопросов
fl-pdf-rule-is = Доля всех баллов шести частей; пропущенный вопрос даёт 0. Отметка { $mark } % сравнивается в целых числах.
