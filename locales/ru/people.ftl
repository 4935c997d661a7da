# Roles of a branch.
people-list =
    <b>Роли</b>
    { $list }

    { $page }
people-line = <b>{ $index }.</b> { $role }: { $name }, { $unit }
people-nobody = Ролей пока никому не дали.
people-invite = Пригласить на роль
people-roles =
    <b>{ $unit }</b>
    Какую роль дать? Ссылка сработает один раз и действует 7 дней.
people-link = Роль «{ $role }». Передайте ссылку лично: она одноразовая, на 7 дней. { $link }
people-holder =
    <b>{ $role }: { $name }</b>
    { $unit }
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
