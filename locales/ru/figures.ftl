# How items work: for methodists.
figures-open = Показатели заданий
figures-banks =
    <b>Показатели заданий</b>
    Как задания работают по ответам всех, кто проходил диагностику. Видно, сколько верных и какие варианты не выбирают. Заданий: { $count }.

    Показатели появляются от 30 ответов. Чьи это ответы, не видно.
figures-listing =
    <b>{ $title }</b>
    Прохождений: { $attempts }. Требуют внимания: { $flagged }.

    { $list }

    { $page }
figures-line = <b>{ $number }.</b> { $stem } { $enough ->
        [yes] Верных { $p } %, связь { $r }{ $flagged ->
            [yes] { " " }— проверьте.
           *[no] .
        }
       *[no] Ответов мало: { $answers }.
    }
figures-card =
    <b>{ $competency }</b>
    { $stem }

    { $enough ->
        [yes] Ответов { $answers }, верных { $p } %{ $expected ->
            [none] { "" }
           *[other] { " " }(автор ждал { $expected } %)
        }. Связь с остальными заданиями { $r }.
       *[no] Ответов мало: { $answers }. Показатели появятся от { $least }.
    }
    { $scale }
    { $options }
    { $flags }
figures-options = Выбирали (слабые и сильные), %:
figures-option = { $letter }: { $share } ({ $lower } и { $upper }){ $key ->
        [yes] , ключ
       *[no] { "" }
    }
figures-scale = По калибровке трудность { $b } ± { $se }{ $moved ->
        [yes] , с прошлого раза сдвинулась
       *[no] { "" }
    }.
figures-flag = { $flag ->
        [constant] • Ответ у всех один.
        [hard] • Слишком трудное: верных меньше 20 %.
        [easy] • Слишком лёгкое: верных больше 95 %.
        [weak] • Слабо различает: связь меньше 0,15.
        [negative] • Сильные ошибаются чаще слабых: проверьте ключ.
        [idle_distractor] • Есть вариант, который никто не выбирает.
        [distractor_better_than_key] • Неверный вариант привлекает сильных больше ключа.
       *[dif] • Начинающие и опытные с равным баллом отвечают по-разному.
    }
