# Expertise of practices: an expert's reviews.
reviews-none =
    <b>Рецензии</b>
    Сейчас на рецензии ничего нет. Пришлём сообщение, когда появится практика.
reviews-list =
    <b>Рецензии</b>
    Автора Вы не видите, автор не видит Вас.

    { $list }

    { $page }
reviews-line = <b>{ $number }.</b> { $title } — до { $until }, отметок { $marked } из { $of }
reviews-one =
    <b>{ $title }</b>
    Версия { $version }. { $late ->
        [yes] Срок был { $until }, но рецензию ещё ждут.
       *[no] Срок: { $until }.
    }
    Отметок: { $marked } из { $of }, сумма { $total } из { $most }.
    Автору: { $comment }

    Прочитайте практику, поставьте шесть отметок и напишите автору. Всё сохраняется сразу.
reviews-no-comment = пока ничего
reviews-author-hidden = Автор скрыт до решения
reviews-read = Читать
reviews-begin = Ставить отметки
reviews-marks = Отметки
reviews-comment = Слова автору
reviews-send = Отправить рецензию
reviews-decline = Отказаться
reviews-to-review = К рецензии
reviews-before = Прошлый
reviews-after = Следующий
reviews-criterion =
    <b>{ $place } из { $of }. { $title }</b>
    { $question }

    { $marks }
reviews-mark = <b>{ $mark }.</b> { $text }
reviews-comment-text =
    <b>Что сказать автору?</b>
    Сначала — что удалось, потом — что поправить и как. От 20 до 1000 знаков. Ваше имя автор не узнает.

    <i>Например: шаги понятны, хочется повторить. Покажите, сколько было учеников и чем мерили результат: сейчас видно только впечатление.</i>{ $written }
reviews-written =
    { "" }

    Уже записано: { $text }
reviews-sent = Спасибо! Рецензия отправлена.
reviews-decline-text =
    <b>Почему отказываетесь?</b>
    Выберите причину или напишите свою. Практику получит другой эксперт.
reviews-reason-known = Узнаю автора
reviews-reason-subject = Не мой предмет
reviews-reason-time = Не успею в срок
reviews-declined = Спасибо, что сказали сразу. Практику прочитает другой эксперт.

# A methodist's desk.
desk-empty =
    <b>Практики на решение</b>
    Новых практик нет.
desk-list =
    <b>Практики на решение: { $total }</b>

    { $list }

    { $page }
desk-line = <b>{ $number }.</b> { $title } — { $unit }, { $state ->
        [new] новая
        [fit] можно публиковать
        [unfit] не прошла
        [third_needed] нужен третий эксперт
       *[waiting] рецензий { $done } из { $asked }
    }
desk-one =
    <b>{ $title }</b>
    Версия { $version }. Автор: { $author }

    { $reviews }

    { $verdict }
desk-no-experts = Эксперты ещё не назначены.
desk-nameless = Эксперт
desk-review = { $number }. { $expert } — { $state ->
        [done] { $total } из { $most }
        [declined] отказ
        [missed] срок вышел
        [dropped] снят
       *[assigned] до { $until }
    }
desk-verdict = { $verdict ->
        [fit] <b>Подходит для банка.</b> Средний балл { $average }, нужно не меньше { $least }.
        [unfit] <b>Пока не подходит.</b> Средний балл { $average }, нужно не меньше { $least } и ни одного нуля за ФГОС и ФОП.
        [third_needed] Оценки сильно разошлись: нужен третий эксперт.
       *[waiting] { $needed ->
            [0] Ждём рецензии.
            [one] Нужен ещё { $needed } эксперт.
            [few] Нужны ещё { $needed } эксперта.
           *[other] Нужны эксперты: { $needed }.
        }
    }
desk-read = Читать
desk-experts = Эксперты
desk-comments = Слова экспертов
desk-ask-proposed = Назначить эксперта: { $count }
desk-ask = Назначить { $number }
desk-dismiss = Снять эксперта { $number }
desk-publish = Опубликовать
desk-give-back = Вернуть
desk-reject = Отклонить
desk-asked = { $count ->
        [one] Назначен { $count } эксперт. Срок — пять рабочих дней.
        [few] Назначены { $count } эксперта. Срок — пять рабочих дней.
       *[other] Назначено экспертов: { $count }. Срок — пять рабочих дней.
    }
desk-experts-text =
    <b>Эксперты</b>
    Уже читают:
    { $asked }

    Можно назначить (не из организации автора, сначала самые свободные):
    { $free }
desk-asked-line = { $number }. { $expert }
desk-nobody-asked = никто
desk-nobody-free = никого. Дайте роль эксперта педагогу другой организации.
desk-candidate = { $number }. { $expert }, рецензий: { $load }
desk-dismissed = Эксперт снят. Назначьте другого.
desk-said =
    <b>{ $expert }: { $total } из { $most }</b>

    { $text }
desk-published = Практика опубликована. Автору сообщим.
desk-remarks =
    <b>Что исправить автору?</b>
    «{ $title }»

    Напишите замечания: от 10 до 1000 знаков. Слова экспертов автор увидит сам.
desk-given-back = Вернули автору с замечаниями.
desk-reason =
    <b>Почему практика не подходит?</b>
    «{ $title }»

    Напишите причину: от 10 до 1000 знаков. Автор увидит её.
desk-rejected = Практика отклонена. Автору сообщим причину.
menu-practices-desk = Практики на решение
menu-reviews = Рецензии
