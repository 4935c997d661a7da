# Newcomers of an organisation.
new-empty =
    <b>Новые у нас</b>
    Никто не ждёт подтверждения.
new-list =
    <b>Новые у нас: { $total }</b>
    { $list }

    { $page }
new-line = <b>{ $index }.</b> { $name }, { $position }. { $unit }, с { $since }
new-one =
    <b>Новый педагог</b>
    { $name }, { $position }
    { $unit }, с { $since }

    После подтверждения педагог войдёт в показатели организации.
new-ask-refusal =
    <b>{ $name } у Вас не работает?</b>
    { $position }, { $unit }, с { $since }

    Бот попросит педагога проверить место работы.
new-confirm = Подтвердить
new-confirm-all = Подтвердить всех: { $count }
new-refuse = Не наш педагог
new-refuse-yes = Да, не наш педагог
new-confirmed = Подтверждено: { $count }.
new-refused = Отмечено: не наш педагог. Бот попросит проверить место работы.
