# Roles of a branch.
people-list =
    <b>Роли</b>
    { $list }

    { $page }
people-line = <b>{ $index }.</b> { $role }: { $name }. { $unit }
people-nobody = Ролей в Вашей ветви пока нет.
people-invite = Пригласить на роль
people-roles =
    <b>{ $unit }</b>
    Какую роль дать? Ссылка сработает один раз и действует 7 дней.
people-link = Роль «{ $role }». Одноразовая ссылка на 7 дней: { $link }
people-holder =
    <b>{ $role }: { $name }</b>
    { $unit }
    { $can ->
        [yes] Забрать роль можно в любой момент. Человек останется педагогом.
       *[no] Эту роль даёт и забирает уровень выше.
    }
people-revoke = Забрать роль
people-revoked = Роль забрали. Прежние кнопки этого человека больше не работают.
