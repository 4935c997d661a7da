# «Вопрос методисту».
menu-ask = Вопрос методисту
menu-questions = Вопросы педагогов
menu-instead = На время отпуска
command-ask = Вопрос методисту
ask-home-empty =
    <b>Вопрос методисту</b>
    Напишите вопрос одним сообщением. Можно приложить фото, файл или альбом.

    Номер и срок ответа назовём сразу: ответ приходит за два рабочих дня.
    Не пишите фамилии и сведения об учениках.
ask-home =
    <b>Ваши вопросы методисту</b>
    { $list }

    { $page }
    Новый вопрос напишите прямо здесь: текст, фото, файл или альбом.
ask-line = <b>{ $index }.</b> № { $number }, { $state }: { $text }
ask-state-waiting = ответ до { $due }
ask-state-late = срок был { $due }
ask-state-answered = есть ответ
ask-state-closed = закрыт
ask-state-cancelled = отменён
ask-taken = Вопрос принят.
ask-view =
    <b>Вопрос № { $number }</b> от { $asked }: { $state }
    { $text }{ $more ->
        [0] { "" }
       *[other] { "" } (дополнений: { $more })
    }{ $files ->
        [0] { "" }
       *[other] { "" } Файлов: { $files }.
    }
    { $answer ->
        [none] { "" }
       *[other]
    <b>Ответ:</b> { $answer }
    }
    { $hint ->
        [waiting] Ответ придёт сюда. Дополнить вопрос можно прямо здесь.
        [answered] Помог ответ? Оцените или напишите уточнение.
        [closed] Вопрос закрыт{ $rated ->
            [good] { "" }: ответ помог
            [partly] { "" }: помог частично
            [bad] { "" }: не помог
           *[none] { "" }
        }. Напишите здесь, чтобы уточнить.
       *[other] Вопрос отменён Вами.
    }
ask-rate-good = Помогло, закрыть
ask-rate-partly = Частично
ask-rate-bad = Не помогло
ask-rated = Вопрос закрыт. Спасибо за оценку!
ask-cancel = Отменить вопрос
ask-cancel-text =
    <b>Отменить вопрос № { $number }?</b>
    { $text }

    Методист на него не ответит.
ask-cancel-yes = Да, отменить
ask-cancelled = Вопрос № { $number } отменён.
ask-send-kept = Отправить методисту

ask-queue-empty =
    <b>Вопросы педагогов</b>
    Неотвеченных вопросов нет.
ask-queue =
    <b>Вопросов без ответа: { $total }</b>
    { $list }

    { $page }
ask-queue-line = <b>{ $index }.</b> № { $number }, { $name }, { $unit }: { $text } ({ $state })
ask-one =
    <b>Вопрос № { $number }</b>, { $state }
    { $name }, { $unit }

    { $text }
    { $answer ->
        [none] { "" }
       *[other]
    <b>Ваш ответ:</b> { $answer }
    }
    { $hint ->
        [waiting] Ответ напишите прямо здесь: текст, фото, файл или голосовое.
        [answered] Ответ отправлен. Дополнить его можно прямо здесь.
       *[other] Вопрос закрыт.
    }{ $rated ->
        [good] { "" } Оценка: помогло.
        [partly] { "" } Оценка: помогло частично.
        [bad] { "" } Оценка: не помогло.
       *[none] { "" }
    }{ $marked ->
        [marked] { "" } Отмечено как консультация методиста.
       *[other] { "" }
    }
ask-files = Показать файлы: { $count }
ask-file = Вопрос № { $number }, файл { $index } из { $count }
ask-use-ready = Готовый ответ
ask-forward = Передать выше
ask-forwarded = Вопрос № { $number } передан выше. Педагог узнает новый срок.
ask-consultation = Отметить консультацию
ask-consultation-marked = Отмечено: консультация методиста. Она войдёт в показатель поддержки молодых педагогов.
ask-answered = Ответ отправлен. Когда он дойдёт, под Вашим сообщением появится 👌.
ask-ready = Готовые ответы
ask-ready-list =
    <b>Готовые ответы</b>
    { $some ->
        [yes] { $list }
       *[no] Пока нет ни одного.
    }

    Напишите здесь новый: от 10 до 2000 знаков.
ask-ready-line = <b>{ $index }.</b> { $text }
ask-ready-one =
    <b>Готовый ответ</b>
    { $text }
ask-ready-send = Отправить этот ответ
ask-ready-delete = Удалить из списка
ask-ready-added = Ответ добавлен в список.
ask-ready-deleted = Готовый ответ удалён.
waiting-answers = { $count ->
        [one] Есть ответ на { $count } вопрос.
       *[other] Есть ответы на вопросы: { $count }.
    }
waiting-questions = Вопросов без ответа: { $count }.

instead-home =
    <b>На время отпуска</b>
    { $some ->
        [yes] Кто будет отвечать вместо Вас? Очередь и сообщения о новых вопросах увидит этот человек.
       *[no] Коллег с такой же работой пока нет: назначить некого. Вопросы без ответа через два рабочих дня уйдут выше.
    }
    { $list }
instead-line = <b>{ $index }.</b> { $name }, { $unit }
instead-now =
    <b>На время отпуска</b>
    Вместо Вас: { $name }, { $unit }
    До { $until } включительно.
instead-until = До какого дня включительно?
instead-end = Вернуться к работе
instead-ended = Очередь снова Ваша.

notice-question-new = Новый вопрос педагога, № { $number }. Ответ ждут до { $due }.
notice-question-risen = На вопрос № { $number } не ответили в срок или передали его Вам. Ответ ждут до { $due }.
notice-question-moved = Ваш вопрос № { $number } передан методисту уровнем выше. Ответ придёт до { $due }.
notice-substitute = { $name } просит Вас отвечать на вопросы педагогов до { $until } включительно. Очередь: /menu.
notice-open-queue = Открыть вопрос
notice-open-question = Открыть вопрос

refusal-question-is-closed = Вопрос уже закрыт или отменён.
refusal-colleague-answers = На этот вопрос уже ответил коллега.
refusal-nobody-above = Выше методистов нет: вопрос остаётся у Вас.
refusal-too-many-questions = У Вас уже 10 вопросов без ответа. Дождитесь ответа или отмените лишний.
refusal-not-a-support = Консультацию отмечают один раз и только для молодого педагога.
