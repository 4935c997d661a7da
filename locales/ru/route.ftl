# The individual route (ИОМ).
menu-route = Мой маршрут
menu-guided = Маршруты подопечных
menu-routes = Маршруты педагогов
menu-route-template = Шаблон маршрута
command-route = Мой маршрут
waiting-route-stuck = Маршрут: «{ $title }» без движения больше двух недель.
waiting-route-late = Маршрут: «{ $title }», срок был { $due }.
waiting-route-returned = Маршрут вернули с замечанием.
waiting-route-tutor = Маршрутов на согласовании у Вас: { $count }.
waiting-route-branch = Маршрутов просят согласовать методиста: { $count }.

route-empty-new =
    <b>Мой маршрут</b>
    Маршрут (ИОМ) показывает, как шаг за шагом закрыть зоны роста. Строится он по диагностике: 20 вопросов, около 25 минут.

    Можно начать и без неё: шаги впишете сами.
route-empty-none =
    <b>Мой маршрут</b>
    Диагностика пройдена, зон роста она не назвала. Составьте маршрут из своих шагов или пройдите другие темы.
route-empty-zones =
    <b>Мой маршрут</b>
    { $count ->
        [one] Зона роста: { $zones }.
       *[other] Зоны роста: { $zones }.
    }
    Бот составит черновик: курсы, практики, встречи и уроки со сроками. Он работает сразу, менять его можно в любой день.
route-build = Составить маршрут
route-build-own = Составить самому
route-take-diagnostic = Пройти диагностику
route-finished-list = Прошлые маршруты
route-built = Черновик готов, он уже работает. Проверьте шаги и сроки.

route-home =
    <b>Мой маршрут (ИОМ), { $year }/{ $next }</b>
    { $bar } { $done } из { $total }, до { $until }
    { $state ->
        [draft] { $version ->
            [1] Черновик, работает сразу. Согласовать можно с тьютором или методистом.
           *[other] Версия { $version }, ещё не согласована.
        }
        [asked] На согласовании: { $tutor }
        [returned] Вернули с замечанием: откройте «Заметки».
       *[approved] Согласован { $decided }, версия { $version }.
    }

    { $now }
route-now = Сейчас: { $title }, до { $due }
route-now-late = Ждёт Вас: { $title }, срок был { $due }
route-now-stuck =
    Без движения: { $title }
    Что мешает? Перенесите срок или попросите помощи.
route-now-done = Все шаги сделаны. Подведите итог: рефлексия и повторная диагностика.
route-now-empty = Шагов пока нет. Добавьте первый.
route-tutor-none = тьютор
route-tutor-pair = наставник, пара № { $pair }
route-tutor-methodist = методист
route-steps-button = Шаги
route-mark-button = Отметить
route-add-button = Добавить шаг
route-about-button = Цель и срок
route-send-button = Согласовать
route-waits-button = Согласование
route-notes-button = { $count ->
        [0] Заметки
       *[other] Заметки: { $count }
    }
route-papers-button = Для печати
route-dates-button = Сроки в календарь
route-final-button = Итог
route-dates-caption = Сроки маршрута. Откройте файл, и телефон предложит добавить их в календарь.
route-no-dates = Открытых шагов нет, добавлять в календарь нечего.

route-about =
    <b>Цель и срок</b>
    Цель: { $goal }
    Срок: с { $from } до { $until }.
    Основание: { $basis ->
        [none] без диагностики
       *[other] { $basis }
    }.
    { $zones ->
        [none] { "" }
       *[other] Дефициты: { $zones }.
    }
    Версия { $version }.
route-basis-self = самодиагностика, { $on }
route-basis-independent = независимая диагностика, { $on }
route-basis-external = внешняя диагностика, { $on }
route-goal-button = Изменить цель
route-end-button = Изменить срок
route-versions-button = Версии
route-drop-button = Удалить черновик
route-goal-text =
    <b>Цель маршрута</b>
    Сейчас: { $goal }

    Напишите свою, одним-двумя предложениями. Не пишите фамилии.
route-end-text = <b>До какого дня длится маршрут?</b>
route-saved = Сохранено.
route-drop-text =
    <b>Удалить черновик маршрута?</b>
    Пропадут шаги ({ $count }) и приложенные к ним подтверждения. Диагностика и заявки останутся.
route-drop-yes = Да, удалить черновик
route-dropped = Черновик удалён.
route-versions =
    <b>Согласованные версии</b>
    { $list }
route-versions-none = Согласованных версий пока нет.
route-version-line = <b>{ $version }.</b> согласована { $on }, шагов: { $steps }
route-version-button = Версия { $version }
route-version =
    <b>Версия { $version }, согласована { $on }</b>
    Цель: { $goal }
    Срок: до { $until }.

    { $list }

    { $page }
route-version-step = <b>{ $index }.</b> { $title }, до { $due }
route-notes =
    <b>Заметки к маршруту</b>
    { $list }
route-notes-none = Заметок пока нет.
route-note-line = { $on }: { $text }
route-note-returned = { $on }, замечание: { $text }

route-send =
    <b>Кто согласует маршрут?</b>
    { $list }

    Выбранный человек увидит Ваше имя в чате, зоны роста, шаги и подтверждения. Методист всегда видит только ход: сколько шагов сделано. Зоны роста он увидит, если согласовать попросите его.
route-send-line = <b>{ $index }.</b> { $name }, { $unit }
route-send-pair = <b>{ $index }.</b> Ваш наставник, пара № { $pair }
route-send-nobody = В Вашей организации пока некого попросить. Остаётся методист.
route-send-methodist = Попросить методиста
route-sent = Маршрут отправлен. О решении бот сообщит.
route-asked =
    <b>Маршрут на согласовании</b>
    Кто смотрит: { $tutor }
    Пока ждём, маршрут работает как обычно. Не ответят за два рабочих дня, бот напишет Вам.
route-take-back = Отозвать
route-taken-back = Отозвано. Маршрут работает как черновик.

# Steps.
rstep-list =
    <b>Шаги маршрута</b>
    { $list }

    { $page }
rstep-line = <b>{ $index }.</b> { $mark ->
        [done] ✓ { $title }
        [late] { $title }, <b>срок был { $due }</b>
        [stuck] { $title }, до { $due }, <b>без движения</b>
       *[open] { $title }, до { $due }
    }
rstep-one =
    <b>{ $title }</b>
    { $zones ->
        [none] Дефицит: без привязки
       *[other] Дефицит: { $zones }
    }
    Форма: { $form }
    Срок: { $due }{ $state ->
        [late] , прошёл
        [both] , прошёл, без движения больше двух недель
        [stuck] , без движения больше двух недель
       *[other] { "" }
    }
    Результат: { $result ->
        [none] не указан
       *[other] { $result }
    }
    Чем подтвердить: { $proof ->
        [none] не указано
       *[other] { $proof }
    }
    Отметка: { $done ->
        [none] не сделано
       *[other] { $by ->
            [fact] выполнено { $done }, отмечено по подтверждённому факту
           *[other] выполнено { $done }
        }
    }
    Подтверждений: { $proofs }
rstep-form-formal = формальная
rstep-form-nonformal = неформальная
rstep-form-informal = информальная
rstep-form-formal-about = Формальная: программа с удостоверением
rstep-form-nonformal-about = Неформальная: с коллегами
rstep-form-informal-about = Информальная: самостоятельно
rstep-done = Выполнено
rstep-undo = Вернуть в работу
rstep-undone = Шаг снова в работе.
rstep-marked = Отмечено: выполнено.
rstep-proofs = Подтверждения
rstep-change = Изменить
rstep-to-list = К шагам
rstep-open-course = Открыть программу
rstep-open-practice = Открыть практику
rstep-open-mentor = Наставник
rstep-open-consult = Вопрос методисту
rstep-open-help = Спросить методиста
rstep-proof-text =
    <b>Подтверждение</b>
    { $title }

    Чем подтвердить: { $proof ->
        [none] не указано
       *[other] { $proof }
    }
    Пришлите { $files ->
        [yes] файл, фото, ссылку или несколько слов
       *[no] номер удостоверения, ссылку или несколько слов; сам документ внесите в «Мои программы»
    }. Не пишите фамилии, не снимайте лица детей.

    { $list }
rstep-proof-none = Пока ничего не приложено.
rstep-proof-line = { $on }: { $words }
rstep-proof-file = { $on }: файл
rstep-proof-taken = Подтверждение приложено.
rstep-proof-show = Показать файлы
rstep-proof-drop = Убрать всё
rstep-proof-drop-text =
    <b>Убрать подтверждения шага ({ $count })?</b>
    { $title }
rstep-proof-drop-yes = Да, убрать
rstep-proof-caption = Подтверждение шага
rstep-edit =
    <b>{ $title }</b>
    Что изменить?
rstep-edit-title = Что сделать
rstep-edit-due = Срок
rstep-edit-result = Результат
rstep-edit-proof = Чем подтвердить
rstep-edit-form = Форма
rstep-edit-remove = Убрать шаг
rstep-word-title =
    <b>Что сделать?</b>
    Сейчас: { $now }

    Напишите одним предложением.
rstep-word-result =
    <b>Какой будет результат?</b>
    Сейчас: { $now }

    Например: «Критерии к двум работам составлены вместе с классом».
rstep-word-proof =
    <b>Чем подтвердить?</b>
    Сейчас: { $now }

    Например: «План урока с самоанализом».
rstep-due-text = <b>До какого дня?</b>
rstep-form-text = <b>Какая это форма?</b>
rstep-remove-text =
    <b>Убрать шаг из маршрута?</b>
    { $title }
rstep-remove-yes = Да, убрать шаг
rstep-removed = Шаг убран.
rstep-add =
    <b>Добавить шаг</b>
    { $some ->
        [yes] Подходит к Вашим зонам роста:
       *[no] Новых предложений по Вашим зонам роста нет.
    }
    { $list }

    { $page }
rstep-add-line = <b>{ $index }.</b> { $title }
rstep-add-own = Свой шаг
rstep-added = Шаг добавлен. Проверьте срок.
rstep-own-text =
    <b>Свой шаг</b>
    Что Вы сделаете? Напишите одним предложением.
    Например: «Провести открытый урок с взаимооценкой по критериям».

# The end.
rend-home =
    <b>Итог маршрута</b>
    Сделано шагов: { $done } из { $total }.
    { $zones ->
        [none] { "" }
       *[other] { $zones }
    }
    { $reflection ->
        [none] Рефлексия: ещё не написана.
       *[other] Рефлексия: { $reflection }
    }
rend-zone-open = { $short }: было { $before }, повторной диагностики ещё нет.
rend-zone = { $short }: было { $before }, стало { $after }. { $sign ->
        [up] Рост { $points }, больше погрешности (± { $error }).
        [down] Снижение { $points }, больше погрешности (± { $error }).
       *[unsure] Разница { $points } в пределах погрешности (± { $error }).
    }
rend-points = { $value } п. п.
rend-diagnostic = Итоговая диагностика
rend-reflect = Рефлексия
rend-reflect-text =
    <b>Рефлексия</b>
    Что получилось, что пригодилось на уроках, что осталось трудным? Несколько предложений, без фамилий.
    { $now ->
        [none] { "" }
       *[other] Сейчас записано: { $now }
    }
rend-finish = Завершить маршрут
rend-finish-text =
    <b>Завершить маршрут?</b>
    { $open ->
        [0] Все шаги сделаны.
        [one] Открытым останется { $open } шаг.
        [few] Открытыми останутся { $open } шага.
       *[other] Открытыми останутся { $open } шагов.
    }
    { $measured ->
        [yes] Повторная диагностика есть.
       *[no] Повторной диагностики нет: изменение останется неизмеренным.
    }
    После завершения менять маршрут нельзя, можно начать новый.
rend-finish-yes = Да, завершить
rend-finished = Маршрут завершён. Спасибо за работу!
rend-past =
    <b>Прошлые маршруты</b>
    { $list }
rend-past-line = <b>{ $index }.</b> { $year }/{ $next }: { $done } из { $total }, завершён { $on }

# Papers.
rpaper-home =
    <b>Маршрут для печати</b>
    Все разделы ИОМ: сведения, основание, дефициты, цель и задачи, таблица шагов, согласование, рефлексия, итог.

    { $names ->
        [blank] Фамилии впишите от руки: в чат их не отправляем.
        [link] В файле из чата фамилии впишите от руки. Файл с Вашей фамилией откроется по одноразовой ссылке.
       *[here] В файле стоит Ваша фамилия.
    }
rpaper-pdf = PDF для подписи
rpaper-docx = DOCX
rpaper-link-pdf = PDF с фамилией
rpaper-link-docx = DOCX с фамилией
rpaper-pdf-caption = PDF для подписи: индивидуальный образовательный маршрут.
rpaper-docx-caption = Индивидуальный образовательный маршрут. Файл можно править.
pages-route = Индивидуальный образовательный маршрут
pages-list-route_pdf = Маршрут (ИОМ), PDF
pages-list-route_docx = Маршрут (ИОМ), DOCX

# Those who accompany.
rdesk-mine-none =
    <b>Маршруты подопечных</b>
    Пока никто не выбрал Вас тьютором.
rdesk-mine =
    <b>Маршруты подопечных: { $total }</b>
    { $list }

    { $page }
rdesk-branch-none =
    <b>Маршруты педагогов</b>
    Отправленных маршрутов пока нет.
rdesk-branch =
    <b>Маршруты педагогов: { $total }</b>
    Красный: { $red }, жёлтый: { $yellow }, зелёный: { $green }. Это не рейтинг: свет показывает, кому нужна помощь.
    { $list }

    { $page }
rdesk-line = <b>{ $index }.</b> { $name }, { $unit }: { $done } из { $total }, { $asks ->
        [yes] <b>ждёт ответа</b>
       *[no] { $light ->
            [green] идёт
            [yellow] заминка
           *[red] стоит
        }
    }
rdesk-light = { $light ->
        [green] Зелёный: идёт по срокам
        [yellow] Жёлтый: заминка до двух недель
       *[red] Красный: стоит больше двух недель
    }
rdesk-all = Все
rdesk-red = Красные
rdesk-yellow = Жёлтые
rdesk-green = Зелёные
rdesk-one =
    <b>{ $name }</b>, { $unit }
    { $bar } { $done } из { $total }
    { $light }
    { $state ->
        [asked] Просит согласовать.
        [returned] Вернули с замечанием.
        [approved] Согласован, версия { $version }.
       *[draft] Работает как черновик.
    }
    Цель: { $goal }
    Дефициты: { $zones ->
        [none] без диагностики
       *[other] { $zones }
    }.
    { $stuck ->
        [none] { "" }
       *[other] Без движения: { $stuck }
    }
rdesk-progress =
    <b>{ $name }</b>, { $unit }
    { $bar } { $done } из { $total }
    { $light }

    Зоны роста и шаги видит тьютор, которого педагог выбрал сам. Вам они откроются, если педагог попросит согласовать Вас.
rdesk-steps-button = Шаги
rdesk-approve = Согласовать
rdesk-return = Вернуть с замечанием
rdesk-note = Написать заметку
rdesk-notes = Заметки
rdesk-approved = Маршрут согласован.
rdesk-returned = Маршрут возвращён. Педагог увидит замечание.
rdesk-noted = Заметка отправлена педагогу.
rdesk-return-text =
    <b>Что исправить в маршруте?</b>
    Педагог увидит Ваши слова. Маршрут продолжит работать как черновик.
rdesk-note-text =
    <b>Заметка педагогу</b>
    Подскажите, что попробовать или чем помочь. Педагог увидит её сразу.
rdesk-steps =
    <b>Шаги: { $name }</b>
    { $list }

    { $page }
rdesk-files = Показать файлы

# Templates.
rtpl-home =
    <b>Шаблон маршрута</b>
    { $unit }
    Цель: { $goal }{ $common ->
        [yes] { " " }(общая)
       *[no] { "" }
    }

    { $some ->
        [yes] Шаги, которые попадут в каждый новый черновик:
       *[no] Своих шагов в шаблоне нет: черновик строится по диагностике.
    }
    { $list }
rtpl-line = <b>{ $index }.</b> { $title } ({ $zone })
rtpl-for-all = для всех
rtpl-another = Другая территория
rtpl-goal = Цель
rtpl-add = Добавить шаг
rtpl-goal-text =
    <b>Цель для новых маршрутов</b>
    Сейчас: { $goal }

    Напишите цель, от 10 до 500 знаков. Педагог сможет её изменить.
rtpl-saved = Сохранено. Подействует на новые черновики.
rtpl-kind = <b>Что это за шаг?</b>
rtpl-kind-material = Материал
rtpl-kind-mentor = Наставник
rtpl-kind-visit = Взаимопосещение
rtpl-kind-consult = Консультация
rtpl-kind-association = Объединение
rtpl-kind-event = Мероприятие
rtpl-kind-internship = Стажировка
rtpl-kind-own = Свои уроки
rtpl-group =
    <b>Для кого шаг?</b>
    Для всех или для тех, у кого есть дефицит. Выберите группу.
rtpl-zone = <b>{ $group }. Для какого дефицита?</b>
rtpl-title =
    <b>{ $kind }, { $zone }</b>
    Напишите, что педагог сделает.
    Например: «Выступить на методическом дне района с одним приёмом».
rtpl-added = Шаг в шаблоне. Проверьте результат и подтверждение.
rtpl-one =
    <b>{ $title }</b>
    Для кого: { $zone }
    Форма: { $form }
    Результат: { $result }
    Чем подтвердить: { $proof }
rtpl-remove = Убрать из шаблона
rtpl-removed = Убрано. В готовых маршрутах шаг остался.

# Messages and refusals.
notice-route-stuck = { $more ->
        [0] Шаг «{ $title }» не двигается больше двух недель. Отметьте, что сделано, перенесите срок или попросите помощи.
       *[other] Без движения больше двух недель: «{ $title }» и ещё шаги ({ $more }). Откройте и решите, что с ними делать.
    }
topic-route_stuck = Шаги маршрута
notice-route-due = { $more ->
        [0] Подходит срок шага маршрута: «{ $title }», { $due }.
       *[other] Подходят сроки шагов маршрута: «{ $title }», { $due }, и ещё ({ $more }).
    }
topic-route_due = Сроки маршрута
notice-route-asked = Вас просят согласовать индивидуальный маршрут педагога.
notice-route-waits = Маршрут педагога ждёт согласования больше двух рабочих дней. Нужна Ваша помощь.
notice-route-finished = Педагог завершил маршрут, который Вы сопровождали. Спасибо!
notice-route-approved = Ваш маршрут согласован, версия { $version }.
notice-route-returned = Маршрут вернули с замечанием: { $text }
notice-route-note = Заметка к Вашему маршруту: { $text }
notice-route-unanswered = { $to ->
        [methodist] Методист пока не ответил на Ваш маршрут. Передали вопрос координатору региона. Маршрут работает.
       *[tutor] Тьютор пока не ответил на Ваш маршрут. Можно отозвать его и попросить методиста. Маршрут работает.
    }
notice-open-route = Открыть маршрут
notice-open-route_step = Открыть шаг
notice-open-guided = Открыть маршрут

refusal-route-is-empty = В маршруте нет шагов. Добавьте хотя бы один.
refusal-route-is-asked = Маршрут уже на согласовании.
refusal-reflection-is-missing = Сначала напишите рефлексию: несколько предложений о том, что дал маршрут.
refusal-too-many-steps = В маршруте уже { $most } шага. Уберите лишние, чтобы добавить новый.
refusal-too-many-proofs = Подтверждений уже десять. Этого достаточно.
refusal-step-is-closed-by-fact = Шаг закрыт подтверждённым фактом, вернуть его нельзя.
refusal-route-has-changed = Пока Вы смотрели, педагог изменил маршрут. Посмотрите его ещё раз.
refusal-template-is-full = В шаблоне уже двенадцать шагов. Уберите лишний, чтобы добавить новый.

# The printed route.
rdoc-period = { $year }/{ $next } учебный год, с { $from } по { $until }
rdoc-name = Фамилия, имя, отчество
rdoc-position = Должность
rdoc-unit = Организация
rdoc-subjects = Предметы
rdoc-start = В должности с
rdoc-tutor = Тьютор
rdoc-basis-none = Маршрут составлен без диагностики, по собственному плану педагога.
rdoc-basis = Результат диагностики: { $basis }. Дефицит назван там, где вероятность освоения темы (70 % верных ответов и выше) не больше 20 %.
rdoc-score = { $right } из { $of }
rdoc-score-none = нет данных
rdoc-task = Освоить тему «{ $title }» (трудовые функции: { $functions })
rdoc-for-all = общий
rdoc-form-formal = формальная
rdoc-form-nonformal = неформальная
rdoc-form-informal = информальная
rdoc-done = выполнено { $on }
rdoc-done-fact = выполнено { $on }, подтверждено
rdoc-approved = Согласован в системе «Опора» { $on }, версия { $version }. Отметка в системе подписи не заменяет.
rdoc-approved-before = Версия { $version } согласована { $on }. После этого план изменён, изменения не согласованы.
rdoc-not-approved = Черновик: работает сразу, ещё не согласован.
rdoc-final-none = Повторной диагностики ещё нет.
rdoc-footer = Составлено { $on } в боте «Опора». Результаты диагностики не служат аттестации и оплате труда.
