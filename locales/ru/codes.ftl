# Codes of the day.
codes-list =
    <b>Коды на { $day }</b>
    { $list }

    Код называет организатор на месте. Он действует до конца дня.
codes-none = Сегодня кодов ещё нет.
codes-line = <code>{ $code }</code> { $unit }
codes-open = Открыть код
codes-opened = Код <code>{ $code }</code> открыт: { $unit }.
