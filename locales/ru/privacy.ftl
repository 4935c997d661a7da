# Personal data.
privacy-names =
    <b>Имена в чате</b>
    Оператор разрешил полные имена в чате. Основание: { $ground }. Записано { $day }: { $by }.
privacy-names-no-ground =
    <b>Имена в чате</b>
    Оператор разрешил полные имена в чате. Основание спросите у оператора.
privacy-export = Получить мои данные
privacy-json = Ваши данные в формате JSON.{ $names ->
        [out] { " " }Фамилию и дату рождения, если они хранятся, выдаст оператор: в чат мы их не пишем.
       *[in] { "" }
    }
privacy-xlsx = Те же данные таблицей.
privacy-correct = Исправить данные
privacy-correction =
    <b>Что исправить?</b>
    Напишите, какие сведения неверны и как правильно. Оператор ответит в срок, данный законом.
privacy-correction-taken = Просьба записана, оператор её увидит.
privacy-withdraw = Отозвать согласие
privacy-ask-withdrawal =
    <b>Отозвать согласие?</b>
    Обработка данных прекратится сразу. Через 30 дней данные удалим. До этого срока согласие можно дать снова.
privacy-withdraw-yes = Да, отозвать согласие
privacy-delete = Удалить мои данные
privacy-ask-deletion =
    <b>Удалить Ваши данные?</b>
    Удалятся имя, место работы, заявки и удостоверения. Ответы останутся без имени для проверки заданий. Вернуть данные будет нельзя. Вы получите акт.
privacy-delete-yes = Да, удалить всё
privacy-act = Данные удалены. Акт № { $number }.
privacy-sheet-person = Обо мне
privacy-sheet-consents = Согласия
privacy-sheet-places_of_work = Места работы
privacy-sheet-roles = Роли
privacy-sheet-diagnostics = Диагностики
privacy-sheet-programmes = Программы
privacy-sheet-run_applications = Заявки на запуски программ
privacy-sheet-materials_read = Материалы, которые Вы отметили
privacy-sheet-materials_followed = За чем Вы следите в материалах
privacy-sheet-material_drafts = Черновик материала
privacy-sheet-acquaintances = Ознакомление с документами
privacy-sheet-paper_forms = Бланки на бумаге
privacy-sheet-teams = Управленческие команды
privacy-sheet-practices = Мои практики
privacy-sheet-practices_read = Практики коллег
privacy-sheet-reviews = Рецензии
privacy-sheet-messages = Вопросы и сообщения
privacy-sheet-mentoring = Наставничество
privacy-sheet-routes = Маршруты
privacy-sheet-route_steps = Шаги маршрутов
privacy-sheet-ready_answers = Готовые ответы
privacy-sheet-pages_with_names = Списки с именами
privacy-sheet-evidence = Учтённые события
privacy-removed-person = Сведения о человеке
privacy-removed-consents = Согласия
privacy-removed-news_opened = Открытые новости
privacy-removed-places_of_work = Места работы
privacy-removed-roles = Роли
privacy-removed-run_applications = Заявки на запуски программ
privacy-removed-materials = Отметки в материалах и подписки
privacy-removed-acquaintances = Отметки об ознакомлении
privacy-removed-paper_forms = Бланки на бумаге, отделённые от записи
privacy-removed-routes = Маршруты
privacy-removed-teams = Участие в управленческих командах
privacy-removed-practices = Практики
privacy-removed-practices_read = Отметки о практиках коллег
privacy-removed-reviews = Рецензии: слова и связь с экспертом
privacy-removed-messages = Вопросы и сообщения
privacy-removed-mentoring = Запросы наставнику и пары
privacy-removed-ready_answers = Готовые ответы
privacy-removed-programmes = Заявки и удостоверения
privacy-removed-attempts_without_owner = Диагностики, отделённые от имени
privacy-sheet-news_opened = Открытые новости
privacy-sheet-news_written = Мои рассылки
privacy-sheet-question_files = Присланные задания
