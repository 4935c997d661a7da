# Who has taken part; the poster; a new phone.
roster-text =
    <b>Диагностика в { $year } году</b>
    Прошли: { $bar } { $finished } из { $total }

    Здесь видно только участие. Результаты видит сам педагог.
roster-not_started = Не начали: { $count }
roster-started = Начали: { $count }
roster-finished = Прошли: { $count }
roster-all = Все: { $count }
roster-remind = Напомнить: { $count }
roster-reminded = { $count ->
        [0] Напоминать некому.
       *[other] Напоминание получат: { $count }. Оно придёт в рабочий день с 15:00 до 19:00.
    }
roster-people =
    <b>{ $title }</b>{ $search ->
        [words] { "" }
    Имя или организация: «{ $words }»
        [yes] { "" }
    Чтобы найти педагога, напишите имя или организацию.
       *[no] { "" }
    }
    { $list }

    { $page }
roster-nobody = Никого.
roster-line = <b>{ $index }.</b> { $name }, { $position }. { $unit }
roster-person =
    <b>{ $name }</b>, { $position }
    { $unit }

    Диагностика: { $state ->
        [finished] пройдена
        [started] начата
       *[not_started] не начата
    }.
roster-new-phone = Код для нового телефона
roster-ask-phone =
    <b>Новый телефон или аккаунт</b>
    { $name } войдёт с новой учётной записи по одноразовой ссылке. История сохранится, прежняя запись отключится. Передайте ссылку лично.
roster-make-code = Создать ссылку
roster-phone-link = Ссылка действует сутки и срабатывает один раз: { $link }
poster-caption = Плакат для учительской: { $unit }. Код { $code }.
