# Results that people share.
menu-shared = Показанные результаты
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
