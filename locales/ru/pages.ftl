# One-time links and the pages behind them.
pages-lists =
    <b>Списки с именами</b>
    { $unit }

    Полные имена в чат не пишем: они откроются на странице оператора по ссылке. Ссылка действует 15 минут и срабатывает один раз. Запись о ней останется в журнале.
pages-list-roster = Список педагогов
pages-list-roster_table = Список в XLSX
pages-list-invitations = Личные ссылки для входа
pages-link =
    Ссылка готова: { $what }. Действует 15 минут, откроется один раз. Никому её не пересылайте.
    { $link }
pages-not-set-up = Адрес страницы оператора ещё не задан. Попросите администратора сервера задать <code>WEB_URL</code> и <code>WEB_PORT</code>.
pages-log =
    <b>Журнал списков с именами</b>
    { $list }

    { $page }
pages-log-line = <b>{ $index }.</b> { $when }: { $what }. { $name }, { $unit }, { $opened ->
        [yes] открыт
       *[no] не открыт
    }
pages-log-empty = Списков с именами ещё никто не просил.
pages-log-nobody = удалённый человек

# On the page itself.
pages-cover = Страница с именами
pages-cover-text = Здесь персональные данные. Страница откроется один раз, потом ссылка перестанет действовать. Не открывайте её на чужом компьютере.
pages-open = Открыть
pages-gone = Страница не открывается
pages-gone-text = Ссылка уже открыта, её срок прошёл или такой нет. Попросите бота о новой.
pages-roster = Педагоги: { $unit }
pages-invitations = Личные ссылки: { $unit }
pages-count = Всего: { $count }
pages-sheet-people = Педагоги
pages-sheet-links = Личные ссылки
pages-column-name = ФИО
pages-column-position = Должность
pages-column-unit = Организация
pages-column-in-chat = Есть в боте
pages-column-link = Личная ссылка
pages-yes = да
pages-no = нет
