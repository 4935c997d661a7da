# Codes of the day.
codes-list =
    <b>Коды на { $day }</b>
    { $list }

    Код действует до конца дня. Его называет организатор на месте.
codes-none = Сегодня кодов ещё нет.
codes-line = <code>{ $code }</code> { $unit }
codes-open = Открыть код
codes-opened = Код <code>{ $code }</code> открыт: { $unit }.
