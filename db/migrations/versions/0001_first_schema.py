"""First schema"""

import sqlalchemy as sa
from alembic import op

from db.migrations.immutable import drop_guard, guard
from db.migrations.search_index import drop_search_index, make_search_index
from db.models.base import BYTEWISE, UtcDateTime

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('album_parts',
    sa.Column('address', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('update_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('refusal', sa.String(length=500), nullable=False),
    sa.PrimaryKeyConstraint('address', 'update_id', name=op.f('pk_album_parts'))
    )
    op.create_table('calibrations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('bank', sa.String(length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('model', sa.String(length=8), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('loglik', sa.Float(), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calibrations'))
    )
    with op.batch_alter_table('calibrations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calibrations_bank'), ['bank'], unique=False)

    op.create_table('erasures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=32), nullable=False),
    sa.Column('erased_at', UtcDateTime(), nullable=False),
    sa.Column('removed', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasures')),
    sa.UniqueConstraint('subject', name=op.f('uq_erasures_subject'))
    )
    op.create_table('handled_updates',
    sa.Column('bot_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('update_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('handled_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('bot_id', 'update_id', name=op.f('pk_handled_updates'))
    )
    with op.batch_alter_table('handled_updates', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_handled_updates_handled_at'), ['handled_at'], unique=False)

    op.create_table('inbox_updates',
    sa.Column('bot_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('update_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('taken_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('bot_id', 'update_id', name=op.f('pk_inbox_updates'))
    )
    op.create_table('indicator_snapshots',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('version', sa.SmallInteger(), nullable=False),
    sa.Column('methodology', sa.String(length=16), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicator_snapshots')),
    sa.UniqueConstraint('as_of', 'version', name=op.f('uq_indicator_snapshots_as_of_version'))
    )
    op.create_table('places',
    sa.Column('address', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('screen', sa.String(length=64), nullable=False),
    sa.Column('arguments', sa.JSON(), nullable=False),
    sa.Column('message_id', sa.BigInteger(), nullable=True),
    sa.Column('seen_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('address', name=op.f('pk_places'))
    )
    with op.batch_alter_table('places', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_places_seen_at'), ['seen_at'], unique=False)

    op.create_table('programmes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('registry_no', sa.String(length=64), nullable=False),
    sa.Column('title', sa.String(length=500), nullable=False),
    sa.Column('provider', sa.String(length=300), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('hours', sa.SmallInteger(), nullable=False),
    sa.Column('form', sa.String(length=32), nullable=False),
    sa.Column('audience', sa.String(length=300), nullable=False),
    sa.Column('subject', sa.String(length=100), nullable=False),
    sa.Column('education_level', sa.String(length=100), nullable=False),
    sa.Column('region', sa.String(length=200), nullable=False),
    sa.Column('annotation', sa.Text(), nullable=False),
    sa.Column('included_on', sa.Date(), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('apply_until', sa.Date(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('price', sa.Integer(), nullable=True),
    sa.Column('url', sa.String(length=1000), nullable=False),
    sa.Column('search', sa.Text(), nullable=False),
    sa.Column('gone_at', UtcDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programmes')),
    sa.UniqueConstraint('registry_no', name=op.f('uq_programmes_registry_no'))
    )
    op.create_table('settings',
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('changed_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_settings'))
    )
    op.create_table('stimuli',
    sa.Column('fingerprint', sa.String(length=32), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('fingerprint', name=op.f('pk_stimuli'))
    )
    op.create_table('ticks',
    sa.Column('name', sa.String(length=32), nullable=False),
    sa.Column('every_seconds', sa.Integer(), nullable=False),
    sa.Column('started_at', UtcDateTime(), nullable=False),
    sa.Column('lasted_ms', sa.Integer(), nullable=False),
    sa.Column('error', sa.String(length=64), nullable=True),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_ticks'))
    )
    op.create_table('units',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('level', sa.String(length=16), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('address', sa.String(length=500), nullable=False),
    sa.Column('timezone', sa.String(length=64), nullable=True),
    sa.Column('path', BYTEWISE, nullable=False),
    sa.Column('search', sa.String(length=800), nullable=False),
    sa.Column('join_code', sa.String(length=16), nullable=True),
    sa.ForeignKeyConstraint(['parent_id'], ['units.id'], name=op.f('fk_units_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_units')),
    sa.UniqueConstraint('code', name=op.f('uq_units_code')),
    sa.UniqueConstraint('join_code', name=op.f('uq_units_join_code')),
    sa.UniqueConstraint('path', name=op.f('uq_units_path'))
    )
    with op.batch_alter_table('units', schema=None) as batch_op:
        batch_op.create_index('ix_units_level_path', ['level', 'path'], unique=False)
        batch_op.create_index(batch_op.f('ix_units_parent_id'), ['parent_id'], unique=False)

    op.create_table('day_codes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('code', sa.String(length=16), nullable=False),
    sa.Column('opened_by', sa.String(length=32), nullable=False),
    sa.Column('opened_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_day_codes_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_day_codes')),
    sa.UniqueConstraint('unit_id', 'day', name=op.f('uq_day_codes_unit_id_day'))
    )
    with op.batch_alter_table('day_codes', schema=None) as batch_op:
        batch_op.create_index('ix_day_codes_day_code', ['day', 'code'], unique=False)

    op.create_table('evidence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('unit_path', BYTEWISE, nullable=False),
    sa.Column('source', sa.String(length=16), nullable=False),
    sa.Column('mode', sa.String(length=16), nullable=True),
    sa.Column('competencies', sa.JSON(), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=True),
    sa.Column('cause_id', sa.Integer(), nullable=True),
    sa.Column('value', sa.Float(), nullable=True),
    sa.Column('form', sa.String(length=100), nullable=True),
    sa.Column('young_until', sa.Date(), nullable=True),
    sa.Column('graduation_year', sa.SmallInteger(), nullable=True),
    sa.Column('provisional', sa.Boolean(), nullable=False),
    sa.Column('confirmed_by', sa.String(length=32), nullable=True),
    sa.Column('recorded_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['cause_id'], ['evidence.id'], name=op.f('fk_evidence_cause_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programmes.id'], name=op.f('fk_evidence_programme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence'))
    )
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.create_index('ix_evidence_kind_happened_on_unit_path', ['kind', 'happened_on', 'unit_path'], unique=False)
        batch_op.create_index('ix_evidence_subject_kind', ['subject', 'kind'], unique=False)

    op.create_table('headcounts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.SmallInteger(), nullable=False),
    sa.Column('teachers', sa.Integer(), nullable=True),
    sa.Column('graduates', sa.Integer(), nullable=True),
    sa.Column('young_teachers', sa.Integer(), nullable=True),
    sa.Column('management_teams', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('draft', sa.JSON(), nullable=False),
    sa.Column('changed_at', UtcDateTime(), nullable=False),
    sa.Column('changed_by', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_headcounts_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_headcounts')),
    sa.UniqueConstraint('unit_id', 'year', name=op.f('uq_headcounts_unit_id_year'))
    )
    with op.batch_alter_table('headcounts', schema=None) as batch_op:
        batch_op.create_index('ix_headcounts_year_unit_id', ['year', 'unit_id'], unique=False)

    op.create_table('indicator_values',
    sa.Column('snapshot_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('indicator', sa.String(length=4), nullable=False),
    sa.Column('numerator', sa.Integer(), nullable=False),
    sa.Column('denominator', sa.Integer(), nullable=True),
    sa.Column('hidden', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['snapshot_id'], ['indicator_snapshots.id'], name=op.f('fk_indicator_values_snapshot_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_indicator_values_unit_id')),
    sa.PrimaryKeyConstraint('snapshot_id', 'unit_id', 'indicator', name=op.f('pk_indicator_values'))
    )
    with op.batch_alter_table('indicator_values', schema=None) as batch_op:
        batch_op.create_index('ix_indicator_values_unit_id_snapshot_id', ['unit_id', 'snapshot_id'], unique=False)

    op.create_table('items',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('bank', sa.String(length=64), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('competency', sa.String(length=8), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('labour_function', sa.String(length=32), nullable=False),
    sa.Column('level', sa.String(length=16), nullable=False),
    sa.Column('difficulty', sa.Float(), nullable=True),
    sa.Column('stem', sa.Text(), nullable=False),
    sa.Column('options', sa.JSON(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('points', sa.SmallInteger(), nullable=False),
    sa.Column('process', sa.String(length=32), nullable=False),
    sa.Column('unit', sa.String(length=64), nullable=False),
    sa.Column('stimulus', sa.String(length=32), nullable=True),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('imported_by', sa.String(length=32), nullable=True),
    sa.Column('imported_path', BYTEWISE, nullable=True),
    sa.Column('decided_by', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['stimulus'], ['stimuli.fingerprint'], name=op.f('fk_items_stimulus')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_items')),
    sa.UniqueConstraint('bank', 'code', 'version', name=op.f('uq_items_bank_code_version'))
    )
    with op.batch_alter_table('items', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_items_bank'), ['bank'], unique=False)
        batch_op.create_index(batch_op.f('ix_items_competency'), ['competency'], unique=False)

    op.create_table('materials',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('version', sa.SmallInteger(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('summary', sa.String(length=300), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('grade_from', sa.SmallInteger(), nullable=True),
    sa.Column('grade_to', sa.SmallInteger(), nullable=True),
    sa.Column('review_by', sa.Date(), nullable=False),
    sa.Column('change_note', sa.String(length=300), nullable=False),
    sa.Column('search', sa.Text(), nullable=False),
    sa.Column('published_at', UtcDateTime(), nullable=False),
    sa.Column('changed_at', UtcDateTime(), nullable=False),
    sa.Column('changed_by', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_materials_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_materials'))
    )
    with op.batch_alter_table('materials', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_materials_review_by'), ['review_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_materials_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_materials_unit_id'), ['unit_id'], unique=False)

    op.create_table('norms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('number', sa.String(length=64), nullable=False),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('url', sa.String(length=2000), nullable=False),
    sa.Column('replaced_by_id', sa.Integer(), nullable=True),
    sa.Column('withdrawn_at', UtcDateTime(), nullable=True),
    sa.Column('published_at', UtcDateTime(), nullable=False),
    sa.Column('published_by', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['replaced_by_id'], ['norms.id'], name=op.f('fk_norms_replaced_by_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_norms_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_norms')),
    sa.UniqueConstraint('code', 'version', name=op.f('uq_norms_code_version'))
    )
    with op.batch_alter_table('norms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_norms_unit_id'), ['unit_id'], unique=False)

    op.create_table('one_time_pages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('object_id', sa.Integer(), nullable=False),
    sa.Column('made_by', sa.String(length=32), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('expires_at', UtcDateTime(), nullable=False),
    sa.Column('opened_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_one_time_pages_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_one_time_pages')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_one_time_pages_secret_hash'))
    )
    with op.batch_alter_table('one_time_pages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_one_time_pages_made_by'), ['made_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_one_time_pages_unit_id'), ['unit_id'], unique=False)

    op.create_table('people',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=32), nullable=False),
    sa.Column('chat_name', sa.String(length=64), nullable=False),
    sa.Column('person_code', sa.String(length=64), nullable=True),
    sa.Column('full_name', sa.String(length=200), nullable=True),
    sa.Column('birth_date', sa.Date(), nullable=True),
    sa.Column('birth_year', sa.SmallInteger(), nullable=True),
    sa.Column('work_start', sa.Date(), nullable=True),
    sa.Column('graduation_year', sa.SmallInteger(), nullable=True),
    sa.Column('position', sa.String(length=32), nullable=True),
    sa.Column('subjects', sa.JSON(), nullable=False),
    sa.Column('subjects_open', sa.Boolean(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('unlisted_organisation', sa.String(length=200), nullable=True),
    sa.Column('start_link', sa.String(length=64), nullable=True),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('registered_at', UtcDateTime(), nullable=True),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('timezone', sa.String(length=64), nullable=True),
    sa.Column('quiet_from', sa.Time(), nullable=False),
    sa.Column('quiet_to', sa.Time(), nullable=False),
    sa.Column('leave_until', sa.Date(), nullable=True),
    sa.Column('muted_topics', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_people_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people')),
    sa.UniqueConstraint('person_code', name=op.f('uq_people_person_code')),
    sa.UniqueConstraint('subject', name=op.f('uq_people_subject'))
    )
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_people_unit_id'), ['unit_id'], unique=False)

    op.create_table('programme_competencies',
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('competency', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['programme_id'], ['programmes.id'], name=op.f('fk_programme_competencies_programme_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('programme_id', 'competency', name=op.f('pk_programme_competencies'))
    )
    with op.batch_alter_table('programme_competencies', schema=None) as batch_op:
        batch_op.create_index('ix_programme_competencies_competency', ['competency', 'programme_id'], unique=False)

    op.create_table('programme_runs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('apply_until', sa.Date(), nullable=True),
    sa.Column('places', sa.SmallInteger(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('made_by', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['programme_id'], ['programmes.id'], name=op.f('fk_programme_runs_programme_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_programme_runs_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme_runs'))
    )
    with op.batch_alter_table('programme_runs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_programme_runs_made_by'), ['made_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_programme_runs_programme_id'), ['programme_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_programme_runs_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_programme_runs_unit_id'), ['unit_id'], unique=False)

    op.create_table('route_template_steps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('activity', sa.String(length=16), nullable=False),
    sa.Column('zone', sa.String(length=8), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('result', sa.String(length=300), nullable=False),
    sa.Column('proof', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_route_template_steps_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_route_template_steps'))
    )
    with op.batch_alter_table('route_template_steps', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_route_template_steps_unit_id'), ['unit_id'], unique=False)

    op.create_table('route_templates',
    sa.Column('unit_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('goal', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_route_templates_unit_id')),
    sa.PrimaryKeyConstraint('unit_id', name=op.f('pk_route_templates'))
    )
    op.create_table('unit_settings',
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=32), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('changed_at', UtcDateTime(), nullable=False),
    sa.Column('changed_by', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_unit_settings_unit_id')),
    sa.PrimaryKeyConstraint('unit_id', 'name', name=op.f('pk_unit_settings'))
    )
    op.create_table('zone_counts',
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('competency', sa.String(length=8), nullable=False),
    sa.Column('took', sa.Integer(), nullable=False),
    sa.Column('zones', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_zone_counts_unit_id')),
    sa.PrimaryKeyConstraint('as_of', 'unit_id', 'competency', name=op.f('pk_zone_counts'))
    )
    op.create_table('accounts',
    sa.Column('address', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('unreachable_since', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_accounts_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('address', name=op.f('pk_accounts')),
    sa.UniqueConstraint('person_id', name=op.f('uq_accounts_person_id'))
    )
    op.create_table('acquaintances',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('norm_id', sa.Integer(), nullable=False),
    sa.Column('acquainted_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['norm_id'], ['norms.id'], name=op.f('fk_acquaintances_norm_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_acquaintances_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', 'norm_id', name=op.f('pk_acquaintances'))
    )
    with op.batch_alter_table('acquaintances', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_acquaintances_norm_id'), ['norm_id'], unique=False)

    op.create_table('attempts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('form', sa.String(length=64), nullable=False),
    sa.Column('window', sa.String(length=32), nullable=False),
    sa.Column('mode', sa.String(length=16), nullable=False),
    sa.Column('seed', sa.Integer(), nullable=False),
    sa.Column('length', sa.SmallInteger(), nullable=False),
    sa.Column('position', sa.SmallInteger(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('started_at', UtcDateTime(), nullable=False),
    sa.Column('deadline_at', UtcDateTime(), nullable=False),
    sa.Column('finished_at', UtcDateTime(), nullable=True),
    sa.Column('timed_out', sa.Boolean(), nullable=False),
    sa.Column('counted_at', UtcDateTime(), nullable=True),
    sa.Column('most', sa.SmallInteger(), nullable=False),
    sa.Column('measured', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_attempts_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempts')),
    sa.UniqueConstraint('person_id', 'form', 'window', name=op.f('uq_attempts_person_id_form_window'))
    )
    with op.batch_alter_table('attempts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempts_person_id'), ['person_id'], unique=False)
        batch_op.create_index('uq_attempts_one_open', ['person_id'], unique=True, sqlite_where=sa.text('finished_at IS NULL'), postgresql_where=sa.text('finished_at IS NULL'))

    op.create_table('broadcasts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('path', BYTEWISE, nullable=False),
    sa.Column('audience', sa.JSON(), nullable=False),
    sa.Column('topic', sa.String(length=24), nullable=False),
    sa.Column('text', sa.String(length=16000), nullable=False),
    sa.Column('file', sa.String(length=255), nullable=True),
    sa.Column('link_words', sa.String(length=64), nullable=True),
    sa.Column('link_url', sa.String(length=500), nullable=True),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('previews', sa.Integer(), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('confirmed_at', UtcDateTime(), nullable=True),
    sa.Column('local_at', sa.DateTime(), nullable=True),
    sa.Column('left_out', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_broadcasts_author_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_broadcasts'))
    )
    with op.batch_alter_table('broadcasts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_broadcasts_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_broadcasts_path'), ['path'], unique=False)

    op.create_table('calibrated_items',
    sa.Column('calibration_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('a', sa.Float(), nullable=False),
    sa.Column('b', sa.Float(), nullable=False),
    sa.Column('se_a', sa.Float(), nullable=True),
    sa.Column('se_b', sa.Float(), nullable=True),
    sa.Column('infit', sa.Float(), nullable=False),
    sa.Column('outfit', sa.Float(), nullable=False),
    sa.Column('moved', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['calibration_id'], ['calibrations.id'], name=op.f('fk_calibrated_items_calibration_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['item_id'], ['items.id'], name=op.f('fk_calibrated_items_item_id')),
    sa.PrimaryKeyConstraint('calibration_id', 'item_id', name=op.f('pk_calibrated_items'))
    )
    with op.batch_alter_table('calibrated_items', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calibrated_items_item_id'), ['item_id'], unique=False)

    op.create_table('consents',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('document', sa.String(length=32), nullable=False),
    sa.Column('version', sa.String(length=32), nullable=False),
    sa.Column('given_at', UtcDateTime(), nullable=False),
    sa.Column('withdrawn_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_consents_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consents'))
    )
    with op.batch_alter_table('consents', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consents_person_id'), ['person_id'], unique=False)

    op.create_table('correction_requests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('wish', sa.String(length=1000), nullable=False),
    sa.Column('asked_at', UtcDateTime(), nullable=False),
    sa.Column('done', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_correction_requests_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction_requests'))
    )
    with op.batch_alter_table('correction_requests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_correction_requests_person_id'), ['person_id'], unique=False)

    op.create_table('enrolments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('applied_at', UtcDateTime(), nullable=False),
    sa.Column('enrolled_evidence_id', sa.Integer(), nullable=True),
    sa.Column('certificate_no', sa.String(length=100), nullable=True),
    sa.Column('certificate_date', sa.Date(), nullable=True),
    sa.Column('certificate_hours', sa.SmallInteger(), nullable=True),
    sa.Column('certificate_file', sa.String(length=255), nullable=True),
    sa.Column('submitted_at', UtcDateTime(), nullable=True),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.Column('decided_by', sa.String(length=32), nullable=True),
    sa.Column('refusal', sa.String(length=500), nullable=True),
    sa.ForeignKeyConstraint(['enrolled_evidence_id'], ['evidence.id'], name=op.f('fk_enrolments_enrolled_evidence_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_enrolments_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['programme_id'], ['programmes.id'], name=op.f('fk_enrolments_programme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enrolments')),
    sa.UniqueConstraint('person_id', 'programme_id', name=op.f('uq_enrolments_person_id_programme_id'))
    )
    with op.batch_alter_table('enrolments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_enrolments_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_enrolments_programme_id'), ['programme_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_enrolments_state'), ['state'], unique=False)

    op.create_table('invitations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(length=16), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('made_by', sa.String(length=32), nullable=False),
    sa.Column('expires_at', UtcDateTime(), nullable=False),
    sa.Column('used_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_invitations_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_invitations_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitations')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_invitations_secret_hash'))
    )
    op.create_table('item_uploads',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('reference', sa.String(length=255), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('bank', sa.String(length=64), nullable=False),
    sa.Column('competency', sa.String(length=8), nullable=False),
    sa.Column('report', sa.JSON(), nullable=False),
    sa.Column('sent_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_item_uploads_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_item_uploads')),
    sa.UniqueConstraint('person_id', name=op.f('uq_item_uploads_person_id'))
    )
    op.create_table('kept_words',
    sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('said_in', sa.BigInteger(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('file', sa.String(length=255), nullable=False),
    sa.Column('kept_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_kept_words_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_kept_words'))
    )
    with op.batch_alter_table('kept_words', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kept_words_kept_at'), ['kept_at'], unique=False)

    op.create_table('material_drafts',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('material_id', sa.Integer(), nullable=True),
    sa.Column('seen_version', sa.SmallInteger(), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('summary', sa.String(length=300), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('tags', sa.JSON(), nullable=False),
    sa.Column('grades', sa.String(length=8), nullable=True),
    sa.Column('review_by', sa.Date(), nullable=True),
    sa.Column('change_note', sa.String(length=300), nullable=False),
    sa.Column('begun_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['material_id'], ['materials.id'], name=op.f('fk_material_drafts_material_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_material_drafts_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_material_drafts_unit_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_material_drafts'))
    )
    op.create_table('material_follows',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_material_follows_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', 'what', name=op.f('pk_material_follows'))
    )
    with op.batch_alter_table('material_follows', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_material_follows_what'), ['what'], unique=False)

    op.create_table('material_tags',
    sa.Column('material_id', sa.Integer(), nullable=False),
    sa.Column('tag', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['material_id'], ['materials.id'], name=op.f('fk_material_tags_material_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('material_id', 'tag', name=op.f('pk_material_tags'))
    )
    with op.batch_alter_table('material_tags', schema=None) as batch_op:
        batch_op.create_index('ix_material_tags_tag', ['tag', 'material_id'], unique=False)

    op.create_table('material_uses',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('material_id', sa.Integer(), nullable=False),
    sa.Column('useful', sa.Boolean(), nullable=False),
    sa.Column('studied_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['material_id'], ['materials.id'], name=op.f('fk_material_uses_material_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_material_uses_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', 'material_id', name=op.f('pk_material_uses'))
    )
    with op.batch_alter_table('material_uses', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_material_uses_material_id'), ['material_id'], unique=False)

    op.create_table('material_versions',
    sa.Column('material_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.SmallInteger(), nullable=False),
    sa.Column('contents', sa.JSON(), nullable=False),
    sa.Column('published_at', UtcDateTime(), nullable=False),
    sa.Column('published_by', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['material_id'], ['materials.id'], name=op.f('fk_material_versions_material_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('material_id', 'version', name=op.f('pk_material_versions'))
    )
    op.create_table('memberships',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.Column('decided_by', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_memberships_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_memberships_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memberships'))
    )
    with op.batch_alter_table('memberships', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_memberships_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_memberships_unit_id'), ['unit_id'], unique=False)
        batch_op.create_index('uq_memberships_one_open', ['person_id'], unique=True, sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))

    op.create_table('mentor_profiles',
    sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('topics', sa.JSON(), nullable=False),
    sa.Column('subjects', sa.JSON(), nullable=False),
    sa.Column('capacity', sa.SmallInteger(), nullable=False),
    sa.Column('paused_until', sa.Date(), nullable=True),
    sa.Column('consent_version', sa.String(length=32), nullable=True),
    sa.Column('consented_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_mentor_profiles_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_mentor_profiles'))
    )
    op.create_table('mentor_requests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('topic', sa.String(length=16), nullable=False),
    sa.Column('difficulty', sa.Text(), nullable=False),
    sa.Column('form', sa.String(length=16), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('unit_path', BYTEWISE, nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('revision', sa.SmallInteger(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_mentor_requests_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentor_requests'))
    )
    with op.batch_alter_table('mentor_requests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mentor_requests_person_id'), ['person_id'], unique=False)
        batch_op.create_index('ix_mentor_requests_state_unit_path', ['state', 'unit_path'], unique=False)

    op.create_table('norm_drafts',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('number', sa.String(length=64), nullable=False),
    sa.Column('dated', sa.Date(), nullable=True),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('url', sa.String(length=2000), nullable=False),
    sa.Column('begun_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_norm_drafts_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['replaces_id'], ['norms.id'], name=op.f('fk_norm_drafts_replaces_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_norm_drafts_unit_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_norm_drafts'))
    )
    op.create_table('outbox',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event', sa.String(length=128), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('parameters', sa.JSON(), nullable=False),
    sa.Column('priority', sa.SmallInteger(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('routine', sa.Boolean(), nullable=False),
    sa.Column('due_at', UtcDateTime(), nullable=False),
    sa.Column('expires_at', UtcDateTime(), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('in_doubt', sa.Boolean(), nullable=False),
    sa.Column('lease_owner', sa.String(length=32), nullable=True),
    sa.Column('lease_until', UtcDateTime(), nullable=True),
    sa.Column('message_id', sa.BigInteger(), nullable=True),
    sa.Column('error', sa.String(length=200), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('settled_at', UtcDateTime(), nullable=True),
    sa.Column('after_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['after_id'], ['outbox.id'], name=op.f('fk_outbox_after_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_outbox_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox'))
    )
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_person_id_kind', ['person_id', 'kind'], unique=False)
        batch_op.create_index('ix_outbox_state_priority_due_at', ['state', 'priority', 'due_at'], unique=False)
        batch_op.create_index('uq_outbox_event_person_id', ['event', 'person_id'], unique=True)

    op.create_table('practices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('author_line', sa.String(length=200), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('version', sa.SmallInteger(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('subject', sa.String(length=16), nullable=True),
    sa.Column('level', sa.String(length=16), nullable=True),
    sa.Column('problem', sa.Text(), nullable=False),
    sa.Column('essence', sa.Text(), nullable=False),
    sa.Column('steps', sa.Text(), nullable=False),
    sa.Column('resources', sa.Text(), nullable=False),
    sa.Column('results', sa.Text(), nullable=False),
    sa.Column('risks', sa.Text(), nullable=False),
    sa.Column('conditions', sa.Text(), nullable=False),
    sa.Column('signed', sa.Boolean(), nullable=False),
    sa.Column('kept_nameless', sa.Boolean(), nullable=False),
    sa.Column('consent_version', sa.String(length=32), nullable=True),
    sa.Column('consent_at', UtcDateTime(), nullable=True),
    sa.Column('begun_at', UtcDateTime(), nullable=False),
    sa.Column('touched_at', UtcDateTime(), nullable=False),
    sa.Column('submitted_at', UtcDateTime(), nullable=True),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.Column('decided_by', sa.String(length=32), nullable=True),
    sa.Column('decision', sa.String(length=1000), nullable=False),
    sa.Column('review_by', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_practices_person_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_practices_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practices')),
    sa.UniqueConstraint('code', name=op.f('uq_practices_code'))
    )
    with op.batch_alter_table('practices', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_practices_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_practices_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_practices_unit_id'), ['unit_id'], unique=False)

    op.create_table('ready_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('used', sa.Integer(), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_ready_answers_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ready_answers'))
    )
    with op.batch_alter_table('ready_answers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ready_answers_person_id'), ['person_id'], unique=False)

    op.create_table('relay_threads',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('asker_id', sa.Integer(), nullable=True),
    sa.Column('answerer_id', sa.Integer(), nullable=True),
    sa.Column('asker_opens', sa.Boolean(), nullable=False),
    sa.Column('answerer_opens', sa.Boolean(), nullable=False),
    sa.Column('opened_at', UtcDateTime(), nullable=False),
    sa.Column('closed_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['answerer_id'], ['people.id'], name=op.f('fk_relay_threads_answerer_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['asker_id'], ['people.id'], name=op.f('fk_relay_threads_asker_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_relay_threads'))
    )
    with op.batch_alter_table('relay_threads', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_relay_threads_answerer_id'), ['answerer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_relay_threads_asker_id'), ['asker_id'], unique=False)
        batch_op.create_index('uq_relay_threads_kind_number', ['kind', 'number'], unique=True)

    op.create_table('reminders',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('object_id', sa.Integer(), nullable=False),
    sa.Column('due_at', UtcDateTime(), nullable=False),
    sa.Column('expires_at', UtcDateTime(), nullable=True),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('settled_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_reminders_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminders'))
    )
    with op.batch_alter_table('reminders', schema=None) as batch_op:
        batch_op.create_index('ix_reminders_state_due_at', ['state', 'due_at'], unique=False)
        batch_op.create_index('uq_reminders_person_id_kind_object_id', ['person_id', 'kind', 'object_id'], unique=True)

    op.create_table('role_grants',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('given_at', UtcDateTime(), nullable=False),
    sa.Column('given_by', sa.String(length=32), nullable=False),
    sa.Column('revoked_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_role_grants_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_role_grants_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_grants'))
    )
    with op.batch_alter_table('role_grants', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_grants_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_role_grants_unit_id'), ['unit_id'], unique=False)

    op.create_table('routes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('version', sa.SmallInteger(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('basis_id', sa.Integer(), nullable=True),
    sa.Column('zones', sa.JSON(), nullable=False),
    sa.Column('goal', sa.Text(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('tutor_id', sa.Integer(), nullable=True),
    sa.Column('tutor_pair', sa.Integer(), nullable=True),
    sa.Column('to_methodist', sa.Boolean(), nullable=False),
    sa.Column('sent_at', UtcDateTime(), nullable=True),
    sa.Column('asked_at', UtcDateTime(), nullable=True),
    sa.Column('risen_at', UtcDateTime(), nullable=True),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.Column('decided_by', sa.String(length=32), nullable=True),
    sa.Column('reflection', sa.Text(), nullable=False),
    sa.Column('finished_at', UtcDateTime(), nullable=True),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['basis_id'], ['evidence.id'], name=op.f('fk_routes_basis_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_routes_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['tutor_id'], ['people.id'], name=op.f('fk_routes_tutor_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_routes'))
    )
    with op.batch_alter_table('routes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_routes_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_routes_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_routes_tutor_id'), ['tutor_id'], unique=False)

    op.create_table('run_applications',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('applied_at', UtcDateTime(), nullable=False),
    sa.Column('decided_at', UtcDateTime(), nullable=True),
    sa.Column('decided_by', sa.String(length=32), nullable=True),
    sa.Column('refusal', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_run_applications_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['run_id'], ['programme_runs.id'], name=op.f('fk_run_applications_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_run_applications')),
    sa.UniqueConstraint('run_id', 'person_id', name=op.f('uq_run_applications_run_id_person_id'))
    )
    with op.batch_alter_table('run_applications', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_run_applications_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_run_applications_run_id'), ['run_id'], unique=False)
        batch_op.create_index('ix_run_applications_state_applied_at', ['state', 'applied_at'], unique=False)

    op.create_table('substitutes',
    sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('substitute_id', sa.Integer(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_substitutes_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['substitute_id'], ['people.id'], name=op.f('fk_substitutes_substitute_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_substitutes'))
    )
    with op.batch_alter_table('substitutes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_substitutes_substitute_id'), ['substitute_id'], unique=False)

    op.create_table('team_members',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('is_head', sa.Boolean(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('added_by', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_team_members_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_team_members_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team_members'))
    )
    with op.batch_alter_table('team_members', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_team_members_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_team_members_unit_id'), ['unit_id'], unique=False)
        batch_op.create_index('uq_team_members_one_open', ['unit_id', 'person_id'], unique=True, sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))

    op.create_table('attempt_items',
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.SmallInteger(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('competency', sa.String(length=8), nullable=False),
    sa.Column('option_order', sa.JSON(), nullable=False),
    sa.Column('choice', sa.SmallInteger(), nullable=True),
    sa.Column('response', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('draft', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('points', sa.SmallInteger(), nullable=True),
    sa.Column('most', sa.SmallInteger(), nullable=False),
    sa.Column('is_right', sa.Boolean(), nullable=True),
    sa.Column('answered_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempts.id'], name=op.f('fk_attempt_items_attempt_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['item_id'], ['items.id'], name=op.f('fk_attempt_items_item_id')),
    sa.PrimaryKeyConstraint('attempt_id', 'position', name=op.f('pk_attempt_items'))
    )
    with op.batch_alter_table('attempt_items', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempt_items_item_id'), ['item_id'], unique=False)

    op.create_table('mentor_offers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('mentor_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('refusal', sa.String(length=300), nullable=False),
    sa.Column('offered_at', UtcDateTime(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('expires_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['mentor_id'], ['people.id'], name=op.f('fk_mentor_offers_mentor_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['request_id'], ['mentor_requests.id'], name=op.f('fk_mentor_offers_request_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentor_offers'))
    )
    with op.batch_alter_table('mentor_offers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mentor_offers_mentor_id'), ['mentor_id'], unique=False)
        batch_op.create_index('ix_mentor_offers_state_expires_at', ['state', 'expires_at'], unique=False)
        batch_op.create_index('uq_mentor_offers_request_id_mentor_id', ['request_id', 'mentor_id'], unique=True)

    op.create_table('mentor_pairs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=True),
    sa.Column('mentor_id', sa.Integer(), nullable=True),
    sa.Column('mentee_id', sa.Integer(), nullable=True),
    sa.Column('topic', sa.String(length=16), nullable=False),
    sa.Column('started_at', UtcDateTime(), nullable=False),
    sa.Column('order_no', sa.String(length=60), nullable=True),
    sa.Column('order_date', sa.Date(), nullable=True),
    sa.Column('ordered_by', sa.String(length=32), nullable=True),
    sa.Column('supported_years', sa.JSON(), nullable=False),
    sa.Column('closed_at', UtcDateTime(), nullable=True),
    sa.Column('mentor_rating', sa.SmallInteger(), nullable=True),
    sa.Column('mentor_words', sa.Text(), nullable=True),
    sa.Column('mentee_rating', sa.SmallInteger(), nullable=True),
    sa.Column('mentee_words', sa.Text(), nullable=True),
    sa.Column('revision', sa.SmallInteger(), nullable=False),
    sa.ForeignKeyConstraint(['mentee_id'], ['people.id'], name=op.f('fk_mentor_pairs_mentee_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['mentor_id'], ['people.id'], name=op.f('fk_mentor_pairs_mentor_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['request_id'], ['mentor_requests.id'], name=op.f('fk_mentor_pairs_request_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentor_pairs'))
    )
    with op.batch_alter_table('mentor_pairs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mentor_pairs_mentee_id'), ['mentee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mentor_pairs_mentor_id'), ['mentor_id'], unique=False)

    op.create_table('news_reads',
    sa.Column('broadcast_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('read_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['broadcast_id'], ['broadcasts.id'], name=op.f('fk_news_reads_broadcast_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_news_reads_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('broadcast_id', 'person_id', name=op.f('pk_news_reads'))
    )
    with op.batch_alter_table('news_reads', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_news_reads_person_id'), ['person_id'], unique=False)

    op.create_table('open_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.SmallInteger(), nullable=False),
    sa.Column('unit_path', BYTEWISE, nullable=False),
    sa.Column('asked_at', UtcDateTime(), nullable=False),
    sa.Column('points', sa.SmallInteger(), nullable=True),
    sa.Column('rated_by', sa.String(length=32), nullable=True),
    sa.Column('rated_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempts.id'], name=op.f('fk_open_answers_attempt_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_open_answers')),
    sa.UniqueConstraint('attempt_id', 'position', name=op.f('uq_open_answers_attempt_id_position'))
    )
    with op.batch_alter_table('open_answers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_open_answers_attempt_id'), ['attempt_id'], unique=False)
        batch_op.create_index('ix_open_answers_rated_at_unit_path', ['rated_at', 'unit_path'], unique=False)

    op.create_table('paper_forms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=16), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.String(length=32), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('tries', sa.SmallInteger(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('birth_year', sa.SmallInteger(), nullable=True),
    sa.Column('work_start', sa.Date(), nullable=True),
    sa.Column('letters', sa.String(length=64), nullable=False),
    sa.Column('printed_by', sa.String(length=32), nullable=False),
    sa.Column('printed_at', UtcDateTime(), nullable=False),
    sa.Column('entered_by', sa.String(length=32), nullable=True),
    sa.Column('entered_at', UtcDateTime(), nullable=True),
    sa.Column('evidence_id', sa.Integer(), nullable=True),
    sa.Column('claimed_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempts.id'], name=op.f('fk_paper_forms_attempt_id')),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_paper_forms_evidence_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_paper_forms_person_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_paper_forms_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_forms')),
    sa.UniqueConstraint('number', name=op.f('uq_paper_forms_number'))
    )
    with op.batch_alter_table('paper_forms', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_forms_attempt_id'), ['attempt_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_paper_forms_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_paper_forms_unit_id'), ['unit_id'], unique=False)

    op.create_table('practice_competencies',
    sa.Column('practice_id', sa.Integer(), nullable=False),
    sa.Column('competency', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['practice_id'], ['practices.id'], name=op.f('fk_practice_competencies_practice_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('practice_id', 'competency', name=op.f('pk_practice_competencies'))
    )
    with op.batch_alter_table('practice_competencies', schema=None) as batch_op:
        batch_op.create_index('ix_practice_competencies_competency', ['competency', 'practice_id'], unique=False)

    op.create_table('practice_files',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('practice_id', sa.Integer(), nullable=False),
    sa.Column('reference', sa.String(length=255), nullable=False),
    sa.ForeignKeyConstraint(['practice_id'], ['practices.id'], name=op.f('fk_practice_files_practice_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practice_files'))
    )
    with op.batch_alter_table('practice_files', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_practice_files_practice_id'), ['practice_id'], unique=False)

    op.create_table('practice_reviews',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('practice_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.SmallInteger(), nullable=False),
    sa.Column('expert_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('marks', sa.JSON(), nullable=False),
    sa.Column('comment', sa.String(length=1000), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('assigned_at', UtcDateTime(), nullable=False),
    sa.Column('due_at', UtcDateTime(), nullable=False),
    sa.Column('settled_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['expert_id'], ['people.id'], name=op.f('fk_practice_reviews_expert_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['practice_id'], ['practices.id'], name=op.f('fk_practice_reviews_practice_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practice_reviews'))
    )
    with op.batch_alter_table('practice_reviews', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_practice_reviews_expert_id'), ['expert_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_practice_reviews_practice_id'), ['practice_id'], unique=False)
        batch_op.create_index('ix_practice_reviews_state_due_at', ['state', 'due_at'], unique=False)

    op.create_table('practice_uses',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('practice_id', sa.Integer(), nullable=False),
    sa.Column('useful', sa.Boolean(), nullable=False),
    sa.Column('saved_at', UtcDateTime(), nullable=True),
    sa.Column('meant_at', UtcDateTime(), nullable=True),
    sa.Column('applied_at', UtcDateTime(), nullable=True),
    sa.Column('result', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_practice_uses_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['practice_id'], ['practices.id'], name=op.f('fk_practice_uses_practice_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', 'practice_id', name=op.f('pk_practice_uses'))
    )
    with op.batch_alter_table('practice_uses', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_practice_uses_practice_id'), ['practice_id'], unique=False)

    op.create_table('questions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('asker_id', sa.Integer(), nullable=True),
    sa.Column('thread_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('at_path', BYTEWISE, nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('escalate_at', UtcDateTime(), nullable=True),
    sa.Column('escalated', sa.SmallInteger(), nullable=False),
    sa.Column('asked_at', UtcDateTime(), nullable=False),
    sa.Column('waiting_since', UtcDateTime(), nullable=False),
    sa.Column('answered_at', UtcDateTime(), nullable=True),
    sa.Column('answered_by', sa.String(length=32), nullable=True),
    sa.Column('rating', sa.SmallInteger(), nullable=True),
    sa.Column('support_evidence_id', sa.Integer(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['asker_id'], ['people.id'], name=op.f('fk_questions_asker_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['support_evidence_id'], ['evidence.id'], name=op.f('fk_questions_support_evidence_id')),
    sa.ForeignKeyConstraint(['thread_id'], ['relay_threads.id'], name=op.f('fk_questions_thread_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questions'))
    )
    with op.batch_alter_table('questions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_questions_asker_id'), ['asker_id'], unique=False)
        batch_op.create_index('ix_questions_state_at_path', ['state', 'at_path'], unique=False)
        batch_op.create_index('ix_questions_state_escalate_at', ['state', 'escalate_at'], unique=False)

    op.create_table('relay_messages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('thread_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('from_asker', sa.Boolean(), nullable=False),
    sa.Column('said_in', sa.BigInteger(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('file', sa.String(length=255), nullable=False),
    sa.Column('reply_to_id', sa.Integer(), nullable=True),
    sa.Column('outbox_id', sa.Integer(), nullable=True),
    sa.Column('copy_to', sa.Integer(), nullable=True),
    sa.Column('copy_in', sa.BigInteger(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('said_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_relay_messages_author_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['copy_to'], ['people.id'], name=op.f('fk_relay_messages_copy_to'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['outbox_id'], ['outbox.id'], name=op.f('fk_relay_messages_outbox_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['reply_to_id'], ['relay_messages.id'], name=op.f('fk_relay_messages_reply_to_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['thread_id'], ['relay_threads.id'], name=op.f('fk_relay_messages_thread_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_relay_messages'))
    )
    with op.batch_alter_table('relay_messages', schema=None) as batch_op:
        batch_op.create_index('ix_relay_messages_author_id_said_in', ['author_id', 'said_in'], unique=False)
        batch_op.create_index('ix_relay_messages_copy_to_copy_in', ['copy_to', 'copy_in'], unique=False)
        batch_op.create_index(batch_op.f('ix_relay_messages_thread_id'), ['thread_id'], unique=False)

    op.create_table('route_notes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('route_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_route_notes_author_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['route_id'], ['routes.id'], name=op.f('fk_route_notes_route_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_route_notes'))
    )
    with op.batch_alter_table('route_notes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_route_notes_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_route_notes_route_id'), ['route_id'], unique=False)

    op.create_table('route_steps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('route_id', sa.Integer(), nullable=False),
    sa.Column('activity', sa.String(length=16), nullable=False),
    sa.Column('ref', sa.Integer(), nullable=True),
    sa.Column('zones', sa.JSON(), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('form', sa.String(length=16), nullable=False),
    sa.Column('result', sa.String(length=300), nullable=False),
    sa.Column('proof', sa.String(length=300), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('done_at', UtcDateTime(), nullable=True),
    sa.Column('closed_by', sa.String(length=8), nullable=False),
    sa.Column('moved_at', UtcDateTime(), nullable=False),
    sa.Column('nudged_at', UtcDateTime(), nullable=True),
    sa.Column('told_of', sa.Date(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['route_id'], ['routes.id'], name=op.f('fk_route_steps_route_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_route_steps'))
    )
    with op.batch_alter_table('route_steps', schema=None) as batch_op:
        batch_op.create_index('ix_route_steps_done_at_due_on', ['done_at', 'due_on'], unique=False)
        batch_op.create_index('ix_route_steps_done_at_moved_at', ['done_at', 'moved_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_route_steps_route_id'), ['route_id'], unique=False)

    op.create_table('route_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('route_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.SmallInteger(), nullable=False),
    sa.Column('plan', sa.JSON(), nullable=False),
    sa.Column('approved_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['route_id'], ['routes.id'], name=op.f('fk_route_versions_route_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_route_versions'))
    )
    with op.batch_alter_table('route_versions', schema=None) as batch_op:
        batch_op.create_index('uq_route_versions_route_id_version', ['route_id', 'version'], unique=True)

    op.create_table('shared_results',
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('shared_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempts.id'], name=op.f('fk_shared_results_attempt_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_shared_results_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('attempt_id', name=op.f('pk_shared_results'))
    )
    with op.batch_alter_table('shared_results', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shared_results_person_id'), ['person_id'], unique=False)

    op.create_table('mentor_meetings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('pair_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', UtcDateTime(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('by_mentor', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('held_at', UtcDateTime(), nullable=True),
    sa.Column('revision', sa.SmallInteger(), nullable=False),
    sa.ForeignKeyConstraint(['pair_id'], ['mentor_pairs.id'], name=op.f('fk_mentor_meetings_pair_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentor_meetings'))
    )
    with op.batch_alter_table('mentor_meetings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mentor_meetings_pair_id'), ['pair_id'], unique=False)

    op.create_table('route_proofs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('file', sa.String(length=255), nullable=True),
    sa.Column('added_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['step_id'], ['route_steps.id'], name=op.f('fk_route_proofs_step_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_route_proofs'))
    )
    with op.batch_alter_table('route_proofs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_route_proofs_step_id'), ['step_id'], unique=False)

    guard("evidence")
    make_search_index()


def downgrade() -> None:
    drop_search_index()
    drop_guard("evidence")
    with op.batch_alter_table('route_proofs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_route_proofs_step_id'))

    op.drop_table('route_proofs')
    with op.batch_alter_table('mentor_meetings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mentor_meetings_pair_id'))

    op.drop_table('mentor_meetings')
    with op.batch_alter_table('shared_results', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shared_results_person_id'))

    op.drop_table('shared_results')
    with op.batch_alter_table('route_versions', schema=None) as batch_op:
        batch_op.drop_index('uq_route_versions_route_id_version')

    op.drop_table('route_versions')
    with op.batch_alter_table('route_steps', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_route_steps_route_id'))
        batch_op.drop_index('ix_route_steps_done_at_moved_at')
        batch_op.drop_index('ix_route_steps_done_at_due_on')

    op.drop_table('route_steps')
    with op.batch_alter_table('route_notes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_route_notes_route_id'))
        batch_op.drop_index(batch_op.f('ix_route_notes_author_id'))

    op.drop_table('route_notes')
    with op.batch_alter_table('relay_messages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_relay_messages_thread_id'))
        batch_op.drop_index('ix_relay_messages_copy_to_copy_in')
        batch_op.drop_index('ix_relay_messages_author_id_said_in')

    op.drop_table('relay_messages')
    with op.batch_alter_table('questions', schema=None) as batch_op:
        batch_op.drop_index('ix_questions_state_escalate_at')
        batch_op.drop_index('ix_questions_state_at_path')
        batch_op.drop_index(batch_op.f('ix_questions_asker_id'))

    op.drop_table('questions')
    with op.batch_alter_table('practice_uses', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_practice_uses_practice_id'))

    op.drop_table('practice_uses')
    with op.batch_alter_table('practice_reviews', schema=None) as batch_op:
        batch_op.drop_index('ix_practice_reviews_state_due_at')
        batch_op.drop_index(batch_op.f('ix_practice_reviews_practice_id'))
        batch_op.drop_index(batch_op.f('ix_practice_reviews_expert_id'))

    op.drop_table('practice_reviews')
    with op.batch_alter_table('practice_files', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_practice_files_practice_id'))

    op.drop_table('practice_files')
    with op.batch_alter_table('practice_competencies', schema=None) as batch_op:
        batch_op.drop_index('ix_practice_competencies_competency')

    op.drop_table('practice_competencies')
    with op.batch_alter_table('paper_forms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_paper_forms_unit_id'))
        batch_op.drop_index(batch_op.f('ix_paper_forms_person_id'))
        batch_op.drop_index(batch_op.f('ix_paper_forms_attempt_id'))

    op.drop_table('paper_forms')
    with op.batch_alter_table('open_answers', schema=None) as batch_op:
        batch_op.drop_index('ix_open_answers_rated_at_unit_path')
        batch_op.drop_index(batch_op.f('ix_open_answers_attempt_id'))

    op.drop_table('open_answers')
    with op.batch_alter_table('news_reads', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_news_reads_person_id'))

    op.drop_table('news_reads')
    with op.batch_alter_table('mentor_pairs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mentor_pairs_mentor_id'))
        batch_op.drop_index(batch_op.f('ix_mentor_pairs_mentee_id'))

    op.drop_table('mentor_pairs')
    with op.batch_alter_table('mentor_offers', schema=None) as batch_op:
        batch_op.drop_index('uq_mentor_offers_request_id_mentor_id')
        batch_op.drop_index('ix_mentor_offers_state_expires_at')
        batch_op.drop_index(batch_op.f('ix_mentor_offers_mentor_id'))

    op.drop_table('mentor_offers')
    with op.batch_alter_table('attempt_items', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attempt_items_item_id'))

    op.drop_table('attempt_items')
    with op.batch_alter_table('team_members', schema=None) as batch_op:
        batch_op.drop_index('uq_team_members_one_open', sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))
        batch_op.drop_index(batch_op.f('ix_team_members_unit_id'))
        batch_op.drop_index(batch_op.f('ix_team_members_person_id'))

    op.drop_table('team_members')
    with op.batch_alter_table('substitutes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_substitutes_substitute_id'))

    op.drop_table('substitutes')
    with op.batch_alter_table('run_applications', schema=None) as batch_op:
        batch_op.drop_index('ix_run_applications_state_applied_at')
        batch_op.drop_index(batch_op.f('ix_run_applications_run_id'))
        batch_op.drop_index(batch_op.f('ix_run_applications_person_id'))

    op.drop_table('run_applications')
    with op.batch_alter_table('routes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_routes_tutor_id'))
        batch_op.drop_index(batch_op.f('ix_routes_state'))
        batch_op.drop_index(batch_op.f('ix_routes_person_id'))

    op.drop_table('routes')
    with op.batch_alter_table('role_grants', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_grants_unit_id'))
        batch_op.drop_index(batch_op.f('ix_role_grants_person_id'))

    op.drop_table('role_grants')
    with op.batch_alter_table('reminders', schema=None) as batch_op:
        batch_op.drop_index('uq_reminders_person_id_kind_object_id')
        batch_op.drop_index('ix_reminders_state_due_at')

    op.drop_table('reminders')
    with op.batch_alter_table('relay_threads', schema=None) as batch_op:
        batch_op.drop_index('uq_relay_threads_kind_number')
        batch_op.drop_index(batch_op.f('ix_relay_threads_asker_id'))
        batch_op.drop_index(batch_op.f('ix_relay_threads_answerer_id'))

    op.drop_table('relay_threads')
    with op.batch_alter_table('ready_answers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ready_answers_person_id'))

    op.drop_table('ready_answers')
    with op.batch_alter_table('practices', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_practices_unit_id'))
        batch_op.drop_index(batch_op.f('ix_practices_state'))
        batch_op.drop_index(batch_op.f('ix_practices_person_id'))

    op.drop_table('practices')
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index('uq_outbox_event_person_id')
        batch_op.drop_index('ix_outbox_state_priority_due_at')
        batch_op.drop_index('ix_outbox_person_id_kind')

    op.drop_table('outbox')
    op.drop_table('norm_drafts')
    with op.batch_alter_table('mentor_requests', schema=None) as batch_op:
        batch_op.drop_index('ix_mentor_requests_state_unit_path')
        batch_op.drop_index(batch_op.f('ix_mentor_requests_person_id'))

    op.drop_table('mentor_requests')
    op.drop_table('mentor_profiles')
    with op.batch_alter_table('memberships', schema=None) as batch_op:
        batch_op.drop_index('uq_memberships_one_open', sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))
        batch_op.drop_index(batch_op.f('ix_memberships_unit_id'))
        batch_op.drop_index(batch_op.f('ix_memberships_person_id'))

    op.drop_table('memberships')
    op.drop_table('material_versions')
    with op.batch_alter_table('material_uses', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_material_uses_material_id'))

    op.drop_table('material_uses')
    with op.batch_alter_table('material_tags', schema=None) as batch_op:
        batch_op.drop_index('ix_material_tags_tag')

    op.drop_table('material_tags')
    with op.batch_alter_table('material_follows', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_material_follows_what'))

    op.drop_table('material_follows')
    op.drop_table('material_drafts')
    with op.batch_alter_table('kept_words', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_kept_words_kept_at'))

    op.drop_table('kept_words')
    op.drop_table('item_uploads')
    op.drop_table('invitations')
    with op.batch_alter_table('enrolments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_enrolments_state'))
        batch_op.drop_index(batch_op.f('ix_enrolments_programme_id'))
        batch_op.drop_index(batch_op.f('ix_enrolments_person_id'))

    op.drop_table('enrolments')
    with op.batch_alter_table('correction_requests', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_correction_requests_person_id'))

    op.drop_table('correction_requests')
    with op.batch_alter_table('consents', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_consents_person_id'))

    op.drop_table('consents')
    with op.batch_alter_table('calibrated_items', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_calibrated_items_item_id'))

    op.drop_table('calibrated_items')
    with op.batch_alter_table('broadcasts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_broadcasts_path'))
        batch_op.drop_index(batch_op.f('ix_broadcasts_author_id'))

    op.drop_table('broadcasts')
    with op.batch_alter_table('attempts', schema=None) as batch_op:
        batch_op.drop_index('uq_attempts_one_open', sqlite_where=sa.text('finished_at IS NULL'), postgresql_where=sa.text('finished_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_attempts_person_id'))

    op.drop_table('attempts')
    with op.batch_alter_table('acquaintances', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_acquaintances_norm_id'))

    op.drop_table('acquaintances')
    op.drop_table('accounts')
    op.drop_table('zone_counts')
    op.drop_table('unit_settings')
    op.drop_table('route_templates')
    with op.batch_alter_table('route_template_steps', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_route_template_steps_unit_id'))

    op.drop_table('route_template_steps')
    with op.batch_alter_table('programme_runs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_programme_runs_unit_id'))
        batch_op.drop_index(batch_op.f('ix_programme_runs_state'))
        batch_op.drop_index(batch_op.f('ix_programme_runs_programme_id'))
        batch_op.drop_index(batch_op.f('ix_programme_runs_made_by'))

    op.drop_table('programme_runs')
    with op.batch_alter_table('programme_competencies', schema=None) as batch_op:
        batch_op.drop_index('ix_programme_competencies_competency')

    op.drop_table('programme_competencies')
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_people_unit_id'))

    op.drop_table('people')
    with op.batch_alter_table('one_time_pages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_one_time_pages_unit_id'))
        batch_op.drop_index(batch_op.f('ix_one_time_pages_made_by'))

    op.drop_table('one_time_pages')
    with op.batch_alter_table('norms', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_norms_unit_id'))

    op.drop_table('norms')
    with op.batch_alter_table('materials', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_materials_unit_id'))
        batch_op.drop_index(batch_op.f('ix_materials_state'))
        batch_op.drop_index(batch_op.f('ix_materials_review_by'))

    op.drop_table('materials')
    with op.batch_alter_table('items', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_items_competency'))
        batch_op.drop_index(batch_op.f('ix_items_bank'))

    op.drop_table('items')
    with op.batch_alter_table('indicator_values', schema=None) as batch_op:
        batch_op.drop_index('ix_indicator_values_unit_id_snapshot_id')

    op.drop_table('indicator_values')
    with op.batch_alter_table('headcounts', schema=None) as batch_op:
        batch_op.drop_index('ix_headcounts_year_unit_id')

    op.drop_table('headcounts')
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.drop_index('ix_evidence_subject_kind')
        batch_op.drop_index('ix_evidence_kind_happened_on_unit_path')

    op.drop_table('evidence')
    with op.batch_alter_table('day_codes', schema=None) as batch_op:
        batch_op.drop_index('ix_day_codes_day_code')

    op.drop_table('day_codes')
    with op.batch_alter_table('units', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_units_parent_id'))
        batch_op.drop_index('ix_units_level_path')

    op.drop_table('units')
    op.drop_table('ticks')
    op.drop_table('stimuli')
    op.drop_table('settings')
    op.drop_table('programmes')
    with op.batch_alter_table('places', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_places_seen_at'))

    op.drop_table('places')
    op.drop_table('indicator_snapshots')
    op.drop_table('inbox_updates')
    with op.batch_alter_table('handled_updates', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_handled_updates_handled_at'))

    op.drop_table('handled_updates')
    op.drop_table('erasures')
    with op.batch_alter_table('calibrations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_calibrations_bank'))

    op.drop_table('calibrations')
    op.drop_table('album_parts')
