# Results that people share, and growth zones of a branch without names.
menu-shared = Показанные результаты
menu-zones = Зоны роста территории
sharing-share = Показать методисту
sharing-take-back = Не показывать методисту
sharing-on = Готово: методисты района видят этот результат.
sharing-off = Методисты больше не видят этот результат.
sharing-none =
    <b>Показанные результаты</b>
    Пока никто не поделился результатом. Решает сам педагог.
sharing-list =
    <b>Показанные результаты: { $total }</b>
    { $list }

    { $page }
sharing-line = <b>{ $number }.</b> { $name }, { $unit }, { $day }{ $literacy ->
        [yes] , ФГ
       *[no] { "" }
    }
sharing-result =
    <b>{ $name }</b>, { $unit }
    { $literacy ->
        [yes] Функциональная грамотность
       *[no] { $title }
    }, { $day }

    { $scores }

    Педагог показал результат, чтобы получить помощь. Для аттестации и оплаты он не используется.
sharing-zones =
    <b>Зоны роста территории</b>
    { $some ->
        [yes] В этом году диагностику прошли: { $people }.
       *[no] Прошли меньше { $least } человек, данные скрыты.
    }

    { $list }

    Показываем там, где в обеих группах не меньше { $least } человек. Скрыто тем: { $hidden }. Это не рейтинг.
sharing-zones-none = Тем, которые можно показать, пока нет.
sharing-zone = { $title }: зона роста у { $people } из { $took }
