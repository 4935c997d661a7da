# Growth zones of territories, without names.
menu-zones = Зоны роста территории
zones-which =
    <b>Зоны роста территории</b>
    Выберите территорию.
zones-none =
    <b>{ $unit }</b>
    Зоны роста без имён. Сводка ещё не посчитана, она появится { $on }.
zones-board =
    <b>{ $unit }: зоны роста</b>
    С начала года по { $on } диагностику прошли: { $people }.

    { $some ->
        [yes] { $list }
       *[no] Тем, которые можно показать, пока нет.
    }

    Темы видны там, где с зоной роста и без неё не меньше { $least } человек. { $daily ->
        [yes] Сводка обновляется каждый день.
       *[no] Сводка обновляется раз в месяц.
    } Это не рейтинг.
    { $page }
zones-line = <b>{ $number }.</b> { $title }: { $people } из { $took }
zones-parts =
    <b>{ $title }</b>
    { $unit }: у скольких это зона роста

    { $list }

    «Скрыто»: ответов мало или результат можно было бы вычислить.
    { $page }
zones-part = <b>{ $number }.</b> { $unit }: { $shown ->
        [yes] { $people } из { $took }
       *[no] скрыто
    }
zones-higher = На уровень выше
