# The bank of practices.
practices-home =
    <b>Банк практик</b>
    Практик: { $more ->
        [yes] больше { $count }
       *[no] { $count }
    }. Это приёмы, которые коллеги проверили у себя, а эксперты прочитали.

    Найдите готовое решение или поделитесь своим.
practices-all = Найти практику
practices-for-me = Под мою зону роста
practices-saved = Сохранённые
practices-mine = Мои практики
practices-share-mine = Поделиться опытом
practices-go-on = Продолжить черновик
practices-listing =
    <b>Практик: { $more ->
        [yes] больше { $total }
       *[no] { $total }
    }</b>
    { $loosely ->
        [yes] Всех слов сразу нет нигде. Показываю, где есть хоть одно.
       *[no] Условия: { $what }. Напишите слово для поиска.
    }

    { $list }

    { $page }
practices-nothing =
    <b>Ничего не нашлось</b>
    Условия: { $what }. Уберите часть условий или напишите другое слово.
practices-line = <b>{ $number }.</b> { $title } — { $facts }
practices-applied-by = применили: { $count }
practices-filters = Условия
practices-drop-words = Убрать слово
practices-no-filters = любые
practices-filter-text =
    <b>Условия</b>
    Сейчас: { $what }
practices-by-subject = Предмет
practices-by-level = Уровень
practices-by-theme = Тема
practices-show = Показать практики
practices-drop-filters = Сбросить
practices-any-subject = на любом предмете
practices-no-subject = На любом предмете
practices-which-subject =
    <b>Какой предмет?</b>
    Нажмите кнопку или напишите начало названия, например: физ
practices-no-such-subject = Предмета «{ $typed }» нет в списке. Напишите иначе, например: физика.
practices-which-level = <b>Для кого?</b>
practices-which-group = <b>О чём?</b>
practices-which-theme =
    <b>{ $group }</b>
    Выберите тему.
practices-saved-list =
    <b>Сохранённые практики: { $total }</b>

    { $list }

    { $page }
practices-saved-none =
    <b>Сохранённых практик пока нет</b>
    Откройте практику и нажмите «Сохранить»: она появится здесь.

# The card.
practices-passport =
    <b>{ $title }</b>
    { $author }
    { $facts }{ $numbers }
practices-no-author = Автор не указан
practices-numbers =
    { "" }
    Полезно: { $useful }, применили: { $applied }. С { $since }{ $due ->
        [yes] , срок пересмотра прошёл
       *[no] { "" }
    }
practices-running-title = <b>{ $title }</b>
practices-page = Страница { $page } из { $pages }
practices-part-problem = <b>Какую задачу решает</b>
practices-part-essence = <b>Суть</b>
practices-part-steps = <b>Шаги</b>
practices-part-resources = <b>Что понадобится</b>
practices-part-results = <b>Результаты и доказательства</b>
practices-part-risks = <b>Риски</b>
practices-part-conditions = <b>Чтобы получилось и у Вас</b>
practices-part-before = Раньше
practices-part-after = Читать дальше
practices-useful = Полезно
practices-useful-off = Убрать «Полезно»
practices-save = Сохранить
practices-unsave = Не хранить
practices-now-saved = Сохранили. Найдёте в «Банк практик», «Сохранённые».
practices-now-unsaved = Убрали из сохранённых.
practices-will-apply = Применю
practices-will-ask = Записали и сохранили. Через { $days } дней спросим, что получилось.
practices-applied = Применил(а) у себя
practices-files = Файлы: { $count }
practices-file = Файл { $number } из { $count }
practices-link = Поделиться
practices-colleagues = Что пишут коллеги
practices-colleagues-text =
    <b>{ $title }</b>
    Пишут те, кто применил:

    { $told }
practices-applied-text =
    <b>Что получилось?</b>
    «{ $title }»

    Напишите одним-двумя предложениями: у кого, что изменилось, что поправили. Не пишите фамилии.
    <i>Например: 6 класс, три недели. Тетради сверяют сами, ошибок в вычислениях стало меньше. Убрала таймер: торопились.</i>
practices-result-taken = Спасибо! Результат увидят коллеги и автор.

# The wizard.
wizard-step = Шаг { $step } из { $steps }
wizard-start = Начать
wizard-later = Закончить позже
wizard-keep = Оставить как есть
wizard-written =
    { "" }
    Уже записано: { $text }
wizard-press = Здесь ответ выбирают кнопками.
wizard-intro =
    <b>Поделиться опытом</b>
    Шагов: { $steps }, около 20 минут. К каждому есть пример. Каждый ответ сразу сохраняется, продолжить можно в любой день в течение месяца.

    Потом Вы увидите карточку целиком и сами решите, отправлять ли её.
    Её прочитают два эксперта, не зная автора. Готовое описание станет ещё и страницей для портфолио, и заготовкой статьи.

    Не пишите фамилии детей и коллег.
wizard-title =
    <b>{ $step }. Как назовёте практику?</b>
    Коротко: что делаете и ради чего. От 10 до 120 знаков.

    <i>Например: «Билет на выход»: узнаю за три минуты, кто понял новую тему</i>{ $written }
wizard-about =
    <b>{ $step }. Для кого она и о чём?</b>
    Предмет: { $subject }
    Уровень: { $level }
    Темы: { $themes }

    Выберите все три строки, тогда практику найдут те, кому она нужна.
wizard-subject = Предмет
wizard-level = Уровень
wizard-themes = Темы
wizard-not-chosen = не выбрано
wizard-which-themes =
    <b>{ $group }</b>
    Отметьте до { $most } тем, общих для всех групп.
wizard-themes-done = Готово
wizard-problem =
    <b>{ $step }. Какую задачу Вы решали?</b>
    Что не получалось у детей и чем это было видно? От 40 до 600 знаков.

    <i>Например: на уроке все кивают, а в контрольной треть класса путает площадь и периметр. Узнавала я об этом через две недели, когда тема уже прошла.</i>{ $written }
wizard-essence =
    <b>{ $step }. В чём суть?</b>
    Расскажите, как коллеге на перемене: что Вы делаете и почему это работает. От 40 до 900 знаков.

    <i>Например: за три минуты до звонка каждый отвечает на один вопрос на листке. Листки раскладываю на три стопки: понял, сомневается, не понял. Следующий урок начинаю со второй и третьей.</i>{ $written }
wizard-steps =
    <b>{ $step }. Что делать по шагам?</b>
    Каждый шаг с новой строки. Если что-то нужно, последняя строка — «Ресурсы:». Не пишите фамилии.

    <i>1. До урока пишу один вопрос по цели урока.
    2. За 3 минуты до звонка раздаю листки.
    3. Раскладываю ответы на три стопки.
    4. Новый урок начинаю с задания для второй и третьей.
    Ресурсы: листки, 3 минуты урока, 5 минут после.</i>{ $written }
wizard-results =
    <b>{ $step }. Что изменилось и чем это подтверждено?</b>
    Сравните «было» и «стало»: сколько детей, за какой срок, как проверяли. От 40 до 900 знаков.

    <i>Например: 5 класс, 24 ученика, сентябрь и декабрь. Площадь и периметр путали 9 человек, стали путать 2. Проверяла одинаковыми заданиями. Помогла и дополнительная консультация.</i>{ $written }
wizard-conditions =
    <b>{ $step }. Что может помешать и что нужно, чтобы получилось у других?</b>
    Две строки: первая начинается со слова «Риски:», вторая — «Условия:».

    <i>Риски: листки без разбора быстро надоедают. Не ставьте за них отметки.
    Условия: один вопрос, а не пять. Получается с 3 класса и в любом предмете.</i>{ $written }
wizard-preview-author = Так увидят читатели. Файлов: { $files }
wizard-surnames =
    { "" }
    Проверьте, нет ли здесь фамилий: { $words }.
wizard-edit = Исправить
wizard-files = Файлы
wizard-to-consent = Подпись и отправка
wizard-edit-text = <b>Что исправить?</b>
wizard-edit-title = Название
wizard-edit-about = Предмет и темы
wizard-edit-problem = Задача
wizard-edit-essence = Суть
wizard-edit-steps = Шаги, ресурсы
wizard-edit-results = Результаты
wizard-edit-conditions = Риски, условия
wizard-files-text =
    <b>Файлы к практике: { $count } из { $most }</b>
    Пришлите фото или документ: карточки, бланки, презентацию. Можно несколько сразу.

    Без лиц детей и без фамилий: файлы увидят эксперты и коллеги.
wizard-file-taken = Принято файлов: { $count }.
wizard-files-show = Посмотреть
wizard-files-drop = Убрать все
wizard-files-ask = Убрать из практики все файлы ({ $count })?
wizard-files-yes = Да, убрать файлы
wizard-signature =
    <b>Как подписать практику?</b>
    С подписью читатели увидят: { $name }, { $unit }.
    Эксперты не увидят автора в любом случае.
wizard-signed = Имя и организация
wizard-unsigned = Без подписи
wizard-consent =
    <b>Согласие на размещение</b>
    Практику прочитают эксперты и методист. Если она подойдёт, её увидят зарегистрированные педагоги { $signed ->
        [yes] с Вашей подписью
       *[no] без подписи
    }. Снять её с публикации можно в любой день.

    Если Вы удалите свои данные, практика { $kept ->
        [yes] останется в банке без подписи
       *[no] удалится вместе с файлами
    }. Кнопка ниже меняет это.
wizard-read-consent = Прочитать согласие
wizard-removed = Пусть остаётся без подписи
wizard-kept = Пусть удаляется
wizard-send = Согласен(на), отправить
wizard-sent = Отправили методисту. Согласие записано. О решении сообщим.

# One's own practices.
mypractice-none =
    <b>Мои практики</b>
    Здесь появятся практики, которыми Вы поделитесь.
mypractice-list =
    <b>Мои практики</b>

    { $list }

    { $page }
mypractice-line = <b>{ $number }.</b> { $title } — { $state ->
        [draft] черновик
        [submitted] у методиста
        [review] у экспертов
        [returned] вернули с замечаниями
        [published] в банке
       *[rejected] не принята
    }
mypractice-untitled = Без названия
mypractice-one =
    <b>{ $title }</b>
    { $state ->
        [draft] Черновик. Его видите только Вы.
        [submitted] Версия { $version } отправлена { $sent }. Методист подбирает экспертов.
        [review] Версия { $version } отправлена { $sent }. Её читают эксперты, автора они не знают.
        [returned] Версию { $version } вернули с замечаниями: { $decision }
        [published] В банке с { $published }, пересмотр { $until }. Ссылка: { $link }
       *[rejected] Практику не приняли: { $decision }
    }{ $due }{ $scores }
mypractice-due =
    { "" }
    Прошло два года. Посмотрите, верно ли всё, и продлите или обновите.
mypractice-scores =
    { "" }
    Баллы экспертов: { $scores } из { $most }.
mypractice-go-on = Продолжить
mypractice-correct = Исправить и отправить
mypractice-comments = Что сказали эксперты
mypractice-page = Страница PDF
mypractice-article = Статья DOCX
mypractice-page-caption = Практика на одной странице, для портфолио. Имя автора впишите сами.
mypractice-article-caption = Заготовка статьи. В квадратных скобках подсказки, что дописать.
mypractice-said-methodist =
    <b>Методист</b>
    { $text }
mypractice-said-expert =
    <b>Эксперт { $number }</b>
    { $text }
mypractice-said-nothing = Замечаний нет.
mypractice-take-back = Отозвать
mypractice-unpublish = Снять с публикации
mypractice-ask-back =
    <b>{ $state ->
        [published] Снять с публикации?
       *[other] Отозвать практику?
    }</b>
    «{ $title }»
    { $state ->
        [published] Из банка она исчезнет сразу.
       *[other] Эксперты её больше не увидят.
    } Текст и файлы останутся у Вас, отправить можно снова.
mypractice-back-yes = Да, забрать практику
mypractice-taken-back = Готово. Практика снова только у Вас.
mypractice-delete = Удалить
mypractice-ask-deletion =
    <b>Удалить практику?</b>
    «{ $title }» со всеми файлами. Вернуть её будет нельзя.
mypractice-delete-yes = Да, удалить практику
mypractice-deleted = Практика удалена.
mypractice-renew = Всё верно, продлить
mypractice-renewed = Спасибо! Практика остаётся в банке ещё на два года.
