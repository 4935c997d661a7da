# The management team of an organisation.
team-home =
    <b>Управленческая команда</b>
    { $unit }

    { $list }

    { $state }
team-line = <b>{ $index }.</b> { $name }{ $position ->
        [none] { "" }
       *[other] , { $position }
    }{ $head ->
        [yes] , руководит командой
       *[no] { "" }
    }{ $trained ->
        [none] { "" }
       *[other] : обучение { $trained }
    }
team-empty = В команде пока никого нет.
team-rule = В этом году управленческую программу должна закончить половина команды. Это не меньше двух человек, и среди них руководитель. Тогда команда считается обученной.
team-trained = Команда обучена { $day }: это учтено за { $year } год.
team-not-trained = Обучено { $trained } из { $members }. Нужно: не меньше двух человек и половины состава, среди них руководитель.{ $head ->
        [yes] { "" }
       *[no] { " " }Руководитель команды не указан: откройте его по номеру.
    }
team-add = Добавить
team-choose =
    <b>Кого включить в команду?</b>
    { $list }

    { $page }
    Можно написать имя.
team-candidate = <b>{ $index }.</b> { $name }{ $position ->
        [none] { "" }
       *[other] , { $position }
    }
team-nobody = Таких среди подтверждённых сотрудников нет.
team-added = Состав команды изменён.
team-member =
    <b>{ $name }</b>
    { $position ->
        [none] Должность не указана.
       *[other] Должность: { $position }.
    }
    В команде с { $since }{ $head ->
        [yes] , руководит ею.
       *[no] .
    }
    { $trained ->
        [none] Управленческой программы в этом году пока нет.
       *[other] Управленческая программа подтверждена, удостоверение от { $trained }.
    }
team-make-head = Руководит командой
team-remove = Вывести из команды
team-ask-removal =
    <b>Вывести из команды?</b>
    { $name }: дни в команде до сегодня останутся в истории.
team-remove-yes = Да, вывести
team-removed = Состав команды изменён.
menu-team = Управленческая команда
notice-team-joined = Вас включили в управленческую команду: { $unit }. Если это ошибка, скажите руководителю.
