# Norms: documents, acquaintance with them, adding them.
norms-list =
    <b>Документы</b>
    { $list }

    { $page }
norms-line = <b>{ $index }.</b> { $number } от { $dated }. { $title } { $read ->
        [yes] ✓ ознакомлены
       *[no] { "" }
    }
norms-none = Документов пока нет.
norms-level-federal = федеральный
norms-level-regional = региональный
norms-level-municipal = муниципальный
norms-level-local = организации
norms-card =
    <b>{ $title }</b>
    № { $number } от { $dated }, { $level }

    { $summary }

    { $state ->
        [replaced] Заменён: { $replaced }. Знакомиться с ним уже не нужно.
        [read] Вы ознакомились { $read }, версия { $version }.
       *[new] Отметка в боте не заменяет подписи.
    }
norms-acquainted = Ознакомлен(а)
norms-read = Читать документ
norms-open-newer = Открыть новый документ
waiting-norms = { $count ->
        [one] Ждёт Вас: { $count } документ для ознакомления.
        [few] Ждут Вас: { $count } документа для ознакомления.
        [many] Ждут Вас: { $count } документов для ознакомления.
       *[other] Ждут Вас: { $count } документа для ознакомления.
    }
menu-norms = Документы
refusal-norm-is-replaced = Этот документ заменён. Знакомиться нужно с новым.

# Who has read what.
acq-home =
    <b>Ознакомление с документами</b>
    { $unit }
    { $list }

    { $page }
acq-line = <b>{ $index }.</b> { $number }. { $title }: { $read } из { $total }
acq-remind = Напомнить: { $count }
acq-norm =
    <b>{ $number }</b>
    { $title }
    Не ознакомились: { $total }
    { $list }

    { $page }
acq-person = <b>{ $index }.</b> { $name }{ $position ->
        [none] { "" }
       *[other] , { $position }
    }, { $unit }
acq-everybody = Ознакомились все.
acq-sheets = Лист для подписи
acq-sheets-text =
    <b>Лист для подписи</b>
    { $number }. { $title }

    В листе полные имена, поэтому он откроется на странице оператора.
acq-sheet = PDF для подписи
acq-sheet-table = Лист в XLSX
menu-acquaintance = Ознакомление с нормами
notice-norms-reminder = Вас просят ознакомиться с документами Вашей организации. Они в разделе «Документы».
notice-open-norms = Открыть документы
pages-list-sheet = Лист для подписи, PDF
pages-list-sheet_table = Лист для подписи, XLSX
pages-sheet = Лист ознакомления { $number }
pages-sheet-title = Лист ознакомления
pages-sheet-passport = Паспорт
pages-column-index = №
pages-column-marked = Отметка в боте
pages-column-date = Дата
pages-column-signature = Подпись
pages-passport-name = Сведения
pages-passport-value = Значение
pages-passport-document = Документ
pages-passport-unit = Организация
pages-passport-made = Данные на
pages-passport-people = Человек в листе
pages-passport-by = Исполнитель

# A methodist adds a document.
nd-home =
    <b>Документы территории</b>
    { $list }

    { $page }
nd-add = Добавить документ
nd-go-on = Черновик
nd-drop = Удалить черн.
nd-dropped = Черновик удалён.
nd-view =
    <b>{ $title }</b>
    № { $number } от { $dated }, { $unit }

    { $summary }
nd-replace = Заменить новым
nd-withdraw = Снять с ознакомления
nd-ask-withdrawal =
    <b>Снять документ?</b>
    { $number }. { $title }

    Его больше никто не увидит. Отметки об ознакомлении останутся в базе.
nd-withdraw-yes = Да, снять
nd-withdrawn = Документ снят.
nd-title =
    <b>Название документа</b>
    { $unit }
    Напишите полное название, например: Положение о методической службе района.{ $now ->
        [none] { "" }
       *[other] { "" }

    Сейчас: { $now }
    }
nd-number =
    <b>Номер</b>
    Напишите номер, например 215-р.{ $now ->
        [none] { "" }
       *[other] { " " }Сейчас: { $now }.
    } Тот же номер значит новую версию прежнего документа.
nd-date =
    <b>Дата документа</b>
    Когда он подписан?{ $now ->
        [none] { "" }
       *[other] { " " }Сейчас указано: { $now }.
    }
nd-summary =
    <b>О чём документ</b>
    Напишите своими словами, от 20 до 350 знаков: что он меняет для педагога. Фамилии не пишите.{ $now ->
        [none] { "" }
       *[other] { "" }

    Сейчас: { $now }
    }
nd-url =
    <b>Где прочитать</b>
    Пришлите ссылку на текст документа, она начинается с <code>https://</code>.{ $now ->
        [none] { "" }
       *[other] { "" }

    Сейчас: { $now }
    }
nd-no-url = Без ссылки
nd-check =
    <b>Проверьте</b>
    { $title }
    № { $number } от { $dated }, { $unit }

    { $summary }{ $replaces ->
        [none] { "" }
       *[other] { "" }

    Заменит: { $replaces }
    }
nd-publish = Опубликовать
nd-correct = Исправить
nd-published = Документ опубликован: он появился у всех, кого касается.
menu-norm-drafts = Документы территории
waiting-norm-draft = Ждёт Вас: черновик документа.
refusal-draft-is-incomplete = Нужны название, номер, дата и краткое описание.
refusal-norm-date-is-wrong = Проверьте дату документа: она не в будущем и не раньше 1990 года.
