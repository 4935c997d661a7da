# Items of methodists: files in and out, drafts that wait for a second person.
menu-drafts = Черновики заданий
menu-items = Задания из файла
waiting-drafts = Черновиков заданий на проверку: { $count }.
drafts-none =
    <b>Черновики заданий</b>
    Сейчас проверять нечего. Свои задания проверяет коллега.
drafts-list =
    <b>Черновики заданий: { $total }</b>
    { $list }

    { $page }
drafts-line = <b>{ $number }.</b> { $stem } ({ items-kind })
items-kind = { $kind ->
        [single] один верный
        [multiple] несколько верных
        [matching] соответствие
        [ordering] порядок
        [number] число
        [short] краткий ответ
       *[open] развёрнутый ответ
    }
drafts-one =
    <b>Черновик { $code }</b>
    { $competency }. Баллов: { $points }

    { $stem }

    { $answers }

    <i>{ $explanation }</i>
drafts-no-competency = Компетенция не указана
drafts-option = { $key ->
        [yes] <b>{ $letter }. { $text }</b> (ключ)
       *[no] { $letter }. { $text }
    }
drafts-pair = { $left } → { $right }
drafts-spare = Лишнее: { $right }
drafts-answer = Ответ: <b>{ $answer }</b>
drafts-numbered = { $number }. { $text }
drafts-approve = Утвердить
drafts-refuse = Отклонить
drafts-approved = Задание утверждено: теперь его задают.
drafts-refused = Задание отклонено: его никому не зададут.
refusal-draft-has-no-competency = У задания нет компетенции. Автор укажет её и пришлёт файл снова.
items-home =
    <b>Задания из файла</b>
    Пришлите файл: GIFT, Moodle XML, Aiken, XLSX или CSV. Сначала покажу, что в нём.
    Новые задания станут черновиками. Их утвердит второй человек.

    Ваш банк: <code>{ $bank }</code>. Заданий: { $live }, черновиков: { $drafts }.
items-gift = Выгрузить GIFT
items-xlsx = Выгрузить XLSX
items-file = Банк <code>{ $bank }</code>, заданий: { $count }.
items-sheet = Задания
items-preview =
    <b>{ $name }</b>
    Вопросов: { $rows }. Новых { $new }, изменённых { $changed }, прежних { $same }.

    { $problems }
    { $notes }

    { $ok ->
        [yes] Всё готово. Задания станут черновиками.
       *[no] Исправьте файл и пришлите снова. Пока ничего не загружено.
    }{ $drafts ->
        [0] { "" }
       *[other] { " " }Для вопросов без пометки напишите код компетенции, например KM2.
    }
items-note = { $text }
items-problem = Строка { $row }: { $why }
items-more = И ещё: { $count }
items-load = Загрузить
items-discard = Не загружать
items-loaded = Загружено. Новых { $new }, изменённых { $changed }. Ждут утверждения коллегой.
items-discarded = Файл не загружен.
