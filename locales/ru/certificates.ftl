# Confirming certificates.
cert-empty =
    <b>Удостоверения</b>
    Ничего не ждёт подтверждения.
cert-list =
    <b>Удостоверений на подтверждение: { $total }</b>
    { $list }

    { $page }
cert-line = <b>{ $index }.</b> { $name }, { $unit }. { $title }, { $hours } ч{ $differs ->
        [yes] { " " }вместо { $planned }
       *[no] { "" }
    }, { $date }
cert-one =
    <b>{ $name }</b>, { $unit }
    { $title }

    Удостоверение № { $number }
    от { $date }, { $hours } ч (в программе { $programme_hours } ч)
cert-confirm = Подтвердить
cert-confirm-page = Подтвердить все: { $count }
cert-confirmed = Подтверждено: { $count }.
cert-refuse = Вернуть с причиной
cert-file = Показать файл
cert-file-caption = Удостоверение № { $number }
cert-why =
    <b>Почему возвращаете?</b>
    Выберите причину или напишите свою. Педагог исправит и отправит снова.
cert-reason-number = Номер не найден
cert-reason-number-text = Номер удостоверения не найден. Проверьте его по документу.
cert-reason-hours = Часы не совпадают
cert-reason-hours-text = Часы не совпадают с программой. Проверьте их по документу.
cert-reason-date = Дата неверна
cert-reason-date-text = Дата выдачи неверна. Проверьте её по документу.
cert-reason-programme = Другая программа
cert-reason-programme-text = Удостоверение выдано по другой программе. Выберите ту, что указана в документе.
cert-refused = Возвращено. Педагог увидит причину и сможет исправить.
