# One's own programmes and certificates.
enrol-empty =
    <b>Мои программы</b>
    Заявок пока нет. Подберите курс, и он появится здесь.
enrol-list =
    <b>Мои программы</b>
    { $list }

    { $training }
    { $page }
enrol-line = <b>{ $number }.</b> { $title }: { $state ->
        [applied] заявка подана
        [submitted] удостоверение на проверке
        [confirmed] подтверждено
        [refused] удостоверение вернули
       *[withdrawn] заявка отозвана
    }
enrol-training = { $near ->
        [yes] Последнее обучение { $on }: три года истекают { $due }.
       *[no] Последнее обучение { $on }, следующее до { $due }.
    }
enrol-view =
    <b>{ $title }</b>
    { $hours } ч. Заявка подана { $applied }.

    { $state ->
        [applied] Когда закончите курс, внесите удостоверение: номер, дату и часы.
        [submitted] Удостоверение на проверке. Обычно это занимает до двух рабочих дней.
        [confirmed] Удостоверение подтверждено.
        [refused] Удостоверение вернули. Причина: { $refusal }
       *[withdrawn] Заявка отозвана.
    }
    { $certificate }
enrol-certificate-line = Удостоверение № { $number } от { $date }, { $hours } ч
enrol-certificate = Внести удостоверение
enrol-correct = Исправить
enrol-withdraw = Отозвать заявку
enrol-number =
    <b>Номер удостоверения</b>
    { $title }
    Напишите номер, как в документе, например 0123-45. Фамилию не пишите.{ $checking ->
        [yes] { "" }

    Если исправите, отправьте удостоверение на проверку снова.
       *[no] { "" }
    }
enrol-keep = Оставить { $value }
enrol-date =
    <b>Дата удостоверения</b>
    { $title }
    Когда оно выдано?{ $written ->
        [none] { "" }
       *[other] { " " }Сейчас указано: { $written }.
    }
enrol-today = Сегодня
enrol-hours =
    <b>Часы</b>
    { $title }
    Сколько часов в удостоверении? Нажмите кнопку или напишите число.
enrol-hours-button = { $hours } ч
enrol-check =
    <b>Проверьте</b>
    { $title }
    { $certificate }

    { $files ->
        [attached] Файл приложен.
        [allowed] Можно приложить фото или файл: отправьте его сообщением.
       *[closed] Файл не нужен: достаточно номера, даты и часов.
    }
enrol-file-taken = Файл принят.
enrol-send = Отправить на проверку
enrol-again = Исправить
enrol-sent = Отправлено на проверку. О решении напишем.
enrol-ask-withdrawal =
    <b>Отозвать заявку?</b>
    { $title }
    У организатора отмените заявку сами.
enrol-withdraw-yes = Да, отозвать
enrol-withdrawn = Заявка отозвана.
