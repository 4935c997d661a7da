# Choosing a unit of one's branch.
branch-choose =
    <b>{ $purpose ->
        [poster] Плакат: для какой организации?
        [code] Код дня: для кого?
        [route] Шаблон маршрута: для какой территории?
       *[role] Роль: для какой организации или территории?
    }</b>
    Выберите или напишите название.

    { $list }
branch-line = <b>{ $index }.</b> { $name }{ $above }
branch-nothing = По запросу «{ $words }» ничего нет. Попробуйте одно слово или номер.
