# Roles of a branch.
people-list =
    <b>Роли</b>
    { $list }

    { $page }
people-line = <b>{ $index }.</b> { $role }: { $name }, { $unit }{ $until ->
        [none] { "" }
       *[other] , до { $until }
    }
people-nobody = Ролей пока никому не дали.
people-invite = Пригласить на роль
people-roles =
    <b>{ $unit }</b>
    Какую роль дать? Ссылка сработает один раз и действует 7 дней.
people-until =
    <b>{ $role }: до какого дня?</b>
    Последний день роли. Обычно роль бессрочная, заместителю на отпуск нужен срок.
people-for-good = Без срока
people-link = Роль «{ $role }»{ $until ->
        [none] { "" }
       *[other] { " " }до { $until }
    }. Передайте ссылку лично: она одноразовая, на 7 дней. { $link }
people-holder =
    <b>{ $role }: { $name }</b>
    { $unit }{ $until ->
        [none] { "" }
       *[other] . Срок: до { $until }
    }
    { $can ->
        [yes] Роль можно забрать в любой момент. Человек останется педагогом.
       *[no] Эту роль даёт и забирает тот, кто отвечает за большую территорию.
    }
people-revoke = Забрать роль
people-ask-revoke =
    <b>Забрать роль «{ $role }»?</b>
    { $name }, { $unit }

    Человек останется педагогом, роль можно дать снова.
people-revoke-yes = Да, забрать
people-revoked = Роль снята. Её кнопки у этого человека больше не работают.
