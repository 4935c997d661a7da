# Programmes of the registry.
courses-home =
    <b>Курсы</b>
    { $some ->
        [yes] Ваши зоны роста: { $zones }.
       *[no] Зона роста пока не определена. После диагностики подберём программы под неё.
    }
courses-for-me = Подобрать мне
courses-all = Все программы
courses-take-diagnostic = Пройти диагностику
courses-fitting =
    <b>Подошло программ: { $total }</b>
    Зоны роста: { $zones }

    { $list }

    { $page }
courses-none-fit =
    <b>Подходящих программ сейчас нет</b>
    Зоны роста: { $zones }. Посмотрите весь список или загляните позже: реестр пополняется.
courses-line = <b>{ $number }.</b> { $title } — { $facts }
courses-line-start = с { $day }
courses-listing =
    <b>Программ: { $total }</b>
    Условия: { $what }. Напишите слово для поиска.

    { $list }

    { $page }
courses-nothing =
    <b>Ничего не нашлось</b>
    Условия: { $what }. Уберите часть условий или напишите другое слово.
courses-filters = Условия
courses-drop-words = Убрать слово
courses-no-filters = любые
courses-free = бесплатно
courses-up-to = до { $hours } ч
courses-filter-text =
    <b>Условия</b>
    Сейчас: { $what }
courses-by-topic = По теме
courses-show = Показать программы
courses-drop-filters = Сбросить
courses-register = Зарегистрироваться
courses-topic-group = <b>Какая тема?</b>
courses-topic =
    <b>{ $group }</b>
    Выберите тему.
courses-card =
    <b>{ $title }</b>
    { $provider }

    { $facts }
    { $annotation }
    Темы: { $topics }
    { $dates }

    { $why }
courses-card-number = № { $number } в реестре
courses-card-starts = начало { $day }
courses-card-until = заявки до { $day }
courses-card-any-time = набор постоянный
courses-card-closed = приём закончен
courses-hours = { $hours } ч
courses-price-unknown = цена на сайте
courses-why = <b>Почему подходит Вам:</b> { $reasons }
courses-why-zone = зона роста { $zones }
courses-why-other = Ваших зон роста программа не закрывает, но тема может пригодиться.
courses-apply = Подать заявку
courses-site = Сайт организатора
courses-my-application = Моя заявка
courses-applied = Заявка записана у методиста. На сайте организатора запишитесь сами.
reason-growth_zone = зона роста
reason-close_start = скоро начало
reason-near = рядом с Вами
reason-remote = дистанционно
reason-free = бесплатно
reason-short = короткая
reason-subject = Ваш предмет
