# The library of methodical materials.
menu-materials = Материалы
command-materials = Методические материалы
materials-home =
    <b>Методические материалы</b>
    В библиотеке: { $count }. Рекомендации, памятки и разборы от методистов.

    Следите за материалом или темой: напишем, когда что-то изменится.
materials-all = Вся библиотека
materials-for-me = К моей зоне роста
materials-follows = За чем я слежу
materials-listing =
    <b>Материалов: { $total }</b>
    Условия: { $what }
    Напишите слово, чтобы найти. Нажмите номер, чтобы открыть.

    { $list }

    { $page }
materials-nothing =
    <b>Пока ничего не нашлось</b>
    Условия: { $what }
    Напишите другое слово или измените условия.
materials-line = <b>{ $number }.</b> { $title }: { $facts }
materials-kind-file = файл
materials-kind-link = ссылка
materials-kind-text = текст
materials-any-grade = любой класс
materials-before-school = до школы
materials-before-school-button = До школы
materials-one-grade = { $first } класс
materials-grades = { $first }–{ $last } классы
materials-grades-up-to = до { $last } класса
materials-filters = Условия
materials-drop-words = Убрать слово
materials-no-filters = любые
materials-filter-text =
    <b>Условия</b>
    Сейчас: { $what }
materials-by-subject = Предмет
materials-by-grade = Класс
materials-by-theme = Тема
materials-show = Показать
materials-drop-filters = Сбросить
materials-which-subject =
    <b>Какой предмет?</b>
    Нажмите кнопку или напишите начало названия, например: физ
materials-which-grade = <b>Для какого класса?</b>
materials-card =
    <b>{ $title }</b>
    { $summary }

    { $facts }
    { $unit }. Версия { $version }, { $changed }{ $useful ->
        [0] { "" }
       *[other] { "" }
    Полезно: { $useful }
    }{ $due ->
        [yes] { "" }
    Пора проверить: методист посмотрит, верно ли всё.
       *[no] { "" }
    }
materials-open-file = Получить файл
materials-open-link = Открыть ссылку
materials-open-text = Читать
materials-useful = Полезно
materials-useful-off = Не полезно
materials-study = Изучил(а)
materials-studied = Записали. Если материал есть в маршруте, покажите там, что получилось.
materials-follow = Следить за изменениями
materials-unfollow = Больше не следить
materials-follow-tag = Следить за этой темой
materials-unfollow-tag = Не следить за темой
materials-now-followed = Напишем, когда что-то изменится.
materials-now-unfollowed = Больше не пишем об этом. Вернуть можно в карточке материала.
materials-into-route = Добавить в мой маршрут
materials-to-step = Шаг моего маршрута
materials-in-route = Материал стал шагом маршрута. Срок можно изменить.
materials-share = Поделиться
materials-history = Что менялось
materials-history-text =
    <b>{ $title }</b>
    Что менялось:

    { $list }
materials-version = <b>{ $version }.</b> { $on }: { $note ->
        [none] первая версия
       *[other] { $note }
    }
materials-register = Зарегистрироваться
materials-running-title = <b>{ $title }</b>
materials-follows-text =
    <b>За чем я слежу</b>
    { $list }

    { $muted ->
        [yes] Сейчас такие сообщения выключены: настройки, «О чём писать».
       *[no] Пишем без звука, днём, по рабочим дням.
    }
    { $page }
materials-followed = <b>{ $number }.</b> { $kind ->
        [m] Материал
        [c] Тема
       *[s] Предмет
    }: { $title }
materials-follow-none = Пока ни за чем. Откройте материал и нажмите «Следить за изменениями».
notice-material-changed = { $version ->
        [1] Новый материал в библиотеке: «{ $title }».
       *[other] Материал «{ $title }» обновился. Что изменилось: { $note }
    }
notice-material-open = Открыть материал
notice-material-off = Больше не писать
topic-materials = Новое в материалах
rstep-open-material = Открыть материал
courses-materials = Материалы по теме

# The methodist's desk.
menu-materials-desk = Материалы: публикация
waiting-materials-due = { $count ->
        [one] Материалов пора проверить: { $count }.
       *[other] Материалов пора проверить: { $count }.
    }
waiting-material-draft = Ждёт Вас: черновик материала.
mdesk-list =
    <b>{ $due ->
        [yes] Пора проверить: { $total }
       *[no] Материалы территории: { $total }
    }</b>
    { $list }

    { $page }
mdesk-none = Пусто.
mdesk-review-by = Проверить до { $on }
mdesk-line = <b>{ $number }.</b> { $title }: { $late ->
        [yes] срок был { $on }
       *[no] до { $on }
    }
mdesk-due = Что пора проверить
mdesk-all = Все материалы
mdesk-add = Добавить материал
mdesk-go-on = Черновик
mdesk-drop = Удалить черн.
mdesk-dropped = Черновик удалён.
mdesk-renew = Всё верно, ещё на год
mdesk-renewed = Записали: проверим через год.
mdesk-new-version = Обновить
mdesk-as-reader = Как видят педагоги
mdesk-withdraw = Снять с публикации
mdesk-ask-withdrawal =
    <b>Снять материал?</b>
    { $title }

    Его больше никто не увидит. Версии останутся в базе.
mdesk-withdraw-yes = Да, снять
mdesk-withdrawn = Материал снят.
mdesk-title =
    <b>Название материала</b>
    { $unit }
    Напишите, например: Памятка о билете на выход.{ $now ->
        [none] { "" }
       *[other] { "" }

    Сейчас: { $now }
    }
mdesk-summary =
    <b>О чём и для кого</b>
    Напишите от 20 до 200 знаков: чем материал поможет на уроке. Фамилии не пишите.{ $now ->
        [none] { "" }
       *[other] { "" }

    Сейчас: { $now }
    }
mdesk-change-note =
    <b>Что изменилось?</b>
    Эти слова получат те, кто следит за материалом. От 10 до 300 знаков.{ $now ->
        [none] { "" }
       *[other] { "" }

    Сейчас: { $now }
    }
mdesk-source =
    <b>Сам материал</b>
    Пришлите файл до 20 МБ, ссылку или сам текст до 3000 знаков. Большой файл положите в облако и дайте ссылку.{ $now ->
        [none] { "" }
       *[other] { "" }

    Сейчас: { $now }. Новое заменит прежнее.
    }
mdesk-themes =
    <b>К чему относится?</b>
    Отметьте темы и предметы, всего до { $most }. По ним материал найдут.{ $chosen ->
        [none] { "" }
       *[other] { "" }

    Выбрано: { $chosen }
    }
mdesk-subjects = Предметы
mdesk-subjects-text =
    <b>Предметы</b>
    Напишите название, чтобы добавить, например: физика. Нажмите кнопку, чтобы убрать.
mdesk-grades =
    <b>Для каких классов?</b>
    Нажмите кнопку или напишите, например: 7 или 5-6.{ $now ->
        [none] { "" }
       *[other] { " " }Сейчас: { $now }.
    }
mdesk-grades-1-4 = 1–4 классы
mdesk-grades-5-9 = 5–9 классы
mdesk-grades-10-11 = 10–11 классы
mdesk-grades-0 = До школы
mdesk-grades-any = Любые
mdesk-review =
    <b>Когда проверить?</b>
    К этому дню бот напомнит посмотреть, верно ли всё в материале.
mdesk-in-a-year = Через год
mdesk-check =
    <b>Проверьте</b>
    { $title }
    { $summary }

    { $kind }; { $facts }
    { $unit }. Проверить до { $review }{ $change ->
        [none] { "" }
       *[other] { "" }
    Изменилось: { $change }
    }
mdesk-publish = Опубликовать
mdesk-correct = Исправить
mdesk-published = Опубликовано. Кто следит за этой темой, получит сообщение.
mdesk-edit = <b>Что исправить?</b>
mdesk-step-title = Название
mdesk-step-summary = О чём
mdesk-step-source = Сам материал
mdesk-step-themes = Темы
mdesk-step-grades = Классы
mdesk-step-review = День проверки
mdesk-step-change = Что изменилось
refusal-material-is-incomplete = Материал ещё не готов: ответьте на все вопросы.
refusal-material-has-changed = Пока Вы смотрели, материал изменили. Откройте его ещё раз.
refusal-too-many-tags = Тем и предметов уже { $most }. Снимите лишние.
