# Runs of programmes: places, applications, the waiting list.
runs-of-programme = Группы, где есть приём: { $count }
runs-mine = Мои заявки в группы
runs-list =
    <b>{ $title }</b>
    Группы для Вашей организации:
    { $list }
runs-none = Открытых групп сейчас нет.
runs-line = <b>{ $number }.</b> С { $starts }, свободно мест: { $free }
runs-view =
    <b>{ $title }</b>
    { $hours } ч. { $unit }
    Начало { $starts }, заявки до { $until }
    Мест { $places }, свободно { $free }, в листе ожидания { $waiting }
    { $state ->
        [open] Приём заявок открыт.
        [started] Занятия начались.
       *[closed] Приём заявок закрыт.
    }
runs-apply = Подать заявку в группу
runs-my-application = Моя заявка
runs-applied = Заявка у методиста. О решении напишем.
runs-mine-list =
    <b>Мои заявки в группы</b>
    { $list }

    { $page }
runs-mine-line = <b>{ $number }.</b> { $title }: { $state ->
        [asked] у методиста
        [accepted] Вы зачислены
        [waiting] лист ожидания
        [refused] отказ
        [missed] группа началась
       *[withdrawn] отозвана
    }
runs-application =
    <b>{ $title }</b>
    Начало { $starts }. Заявка подана { $applied }.

    { $state ->
        [asked] Методист ещё не ответил. Обычно это два рабочих дня.
        [accepted] Вы зачислены. Удостоверение внесёте в «Мои программы».
        [waiting] Мест пока нет. Вы в листе ожидания: { $turn }-е место в очереди. Освободится место, и мы напишем.
        [refused] Методист отказал. Причина: { $reason }
        [missed] Группа началась, места не нашлось. Посмотрите другие группы.
       *[withdrawn] Заявка отозвана.
    }
runs-withdraw = Отозвать заявку
runs-ask-withdrawal =
    <b>Отозвать заявку?</b>
    { $title }
    Начало { $starts }. Место получит следующий в очереди.
runs-withdraw-yes = Да, отозвать
refusal-run-is-closed = Приём заявок в эту группу закончился.
refusal-application-has-changed = Заявка изменилась. Откройте её ещё раз.
notice-run-accepted = Вы зачислены: «{ $title }».
notice-run-waiting = Мест в группе «{ $title }» пока нет. Вы в листе ожидания.
notice-run-refused = Заявку на программу «{ $title }» не приняли. Причина: { $reason }
notice-run-missed = Группа «{ $title }» началась, места Вам не хватило. Посмотрите другие группы.
notice-open-application = Открыть заявку
notice-training-due = Последнее повышение квалификации у Вас { $trained }. Три года истекают { $due }.
notice-open-training = Мои программы
topic-training_due = Три года после курсов

# The methodist's desk.
menu-runs = Заявки в группы
waiting-applications = Заявок в группы: { $count }{ $late ->
        [0] .
       *[other] , ждут больше трёх дней: { $late }.
    }
rundesk-empty =
    <b>Заявки в группы</b>
    Никто не ждёт ответа.
rundesk-queue =
    <b>Заявок: { $total }</b>
    { $late ->
        [0] Долго не ждёт никто.
       *[other] Больше трёх дней ждут: { $late }.
    }
    { $list }

    { $page }
rundesk-line = <b>{ $number }.</b> { $name }: { $title }, с { $starts }{ $late ->
        [yes] , ждёт долго
       *[no] { "" }
    }
rundesk-accept-all = Принять всех: { $count }
rundesk-runs = Группы
rundesk-expiring = Три года
rundesk-one =
    <b>{ $name }</b>, заявка { $applied }{ $late ->
        [yes] , ждёт больше трёх дней
       *[no] { "" }
    }

    { $run }
rundesk-accept = Зачислить
rundesk-to-line = В лист ожидания
rundesk-accepted = Решено: { $count }. Кому не хватило мест, те в листе ожидания.
rundesk-refuse = Отказать
rundesk-refused = Отказ записан, педагог увидит причину.
rundesk-why =
    <b>Почему отказываете?</b>
    Выберите причину или напишите свою.
rundesk-why-audience = Другая категория
rundesk-why-audience-text = Программа для другой категории слушателей.
rundesk-why-later = Лучше позже
rundesk-why-later-text = Предлагаем следующую группу: напишите методисту.
rundesk-why-papers = Нет документов
rundesk-why-papers-text = Не хватает документов от организации.
rundesk-expiring-list =
    <b>Три года истекают: { $total }</b>
    Те, у кого прошло или скоро пройдёт три года после курсов.
    { $list }

    { $page }
rundesk-expiring-line = { $name }, { $unit }: { $over ->
        [yes] срок был { $due }
       *[no] до { $due }
    }
rundesk-expiring-none = Таких пока нет.
rundesk-list =
    <b>Группы территории: { $total }</b>
    { $list }

    { $page }
rundesk-no-runs = Групп пока нет.
rundesk-run-line = <b>{ $number }.</b> { $title }, с { $starts }: { $taken } из { $places }{ $waiting ->
        [0] { "" }
       *[other] , ждут { $waiting }
    }
rundesk-add = Открыть группу
rundesk-places = Изменить число мест
rundesk-close = Закрыть приём
rundesk-closed = Приём закрыт. Освободится место, и его получит следующий в очереди.
rundesk-how-many =
    <b>Сколько мест?</b>
    Напишите число, например 25.{ $now ->
        [0] { "" }
       *[other] { " " }Сейчас: { $now }.
    }
rundesk-programme =
    <b>Какая программа?</b>
    Напишите слово из названия и выберите номер.
    { $list }
rundesk-no-programme = Ничего не нашлось. Попробуйте другое слово.
rundesk-programme-line = <b>{ $number }.</b> { $title }, { $hours } ч
rundesk-starts =
    <b>Когда начало занятий?</b>
    { $title }
rundesk-until =
    <b>До какого дня принимать заявки?</b>
    Последний день раньше первого дня занятий.
rundesk-check =
    <b>Проверьте</b>
    { $title }
    { $unit }
    Начало { $starts }, заявки до { $until }, мест { $places }
rundesk-publish = Открыть приём
rundesk-step-start = Начало
rundesk-step-until = Срок заявок
rundesk-step-places = Места
rundesk-published = Приём открыт: группа видна в карточке программы.
refusal-run-is-incomplete = Нужны первый день, срок заявок и число мест.
refusal-run-has-changed = Пока Вы смотрели, группу изменили. Откройте её ещё раз.
