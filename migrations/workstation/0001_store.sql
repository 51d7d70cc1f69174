-- The store of one station (工作站). Times are RFC 3339 text in UTC, legal dates YYYY-MM-DD.

create table setting (
  name  text primary key,
  value text not null
) strict, without rowid;

-- History: never updated but for what became of a submission -------------------------------

create table submission (
  id         integer primary key,
  epoch      integer not null,
  seq        integer not null,
  prev       text not null,
  hash       text not null,
  stream     text not null,
  kind       text not null,
  user       text not null,
  claimed_at text not null,
  envelope   text not null,
  signature  text not null,
  state      text not null default 'unsent' check (state in ('unsent', 'received', 'decided')),
  outcome    text check (outcome in ('accepted', 'refused', 'held', 'superseded')),
  position   integer,
  unique (epoch, seq)
) strict;
create index submission_open on submission (stream) where state <> 'decided';
create index submission_unsent on submission (epoch, seq) where state = 'unsent';

-- What the platform decided, as far as the station's partitions reach, chained locally.
create table verdict (
  id              integer primary key,
  position        integer not null unique,
  device          text not null,
  epoch           integer not null,
  seq             integer not null,
  submission_hash text not null,
  stream          text not null,
  rules_version   integer not null,
  outcome         text not null,
  detail          text not null,
  chain           text not null
) strict;
create index verdict_stream on verdict (stream);
create index verdict_key on verdict (device, epoch, seq);

create table event (
  stream      text not null,
  stream_seq  integer not null,
  stream_prev text not null,
  position    integer not null,
  body        text not null,
  primary key (stream, stream_seq)
) strict;
create index event_position on event (position);

create table stream (
  stream   text primary key,
  last_seq integer not null,
  head     text not null,
  -- An event that this program cannot read, or a broken chain, in words.
  fault    text
) strict, without rowid;

create table cursor (
  partition text primary key,
  position  integer not null
) strict, without rowid;

-- Projections: dropped and rebuilt at will --------------------------------------------------

create table application_row (
  application  text primary key,
  stream       text not null,
  hall         text not null,
  counter      text,
  received_by  text not null,
  received_on  text not null,
  received_at  text not null,
  applicant    text not null,
  applicant_id text not null,
  agent_id     text,
  query_code   text not null,
  theme        text,
  incomplete   integer not null,
  owed_papers  integer not null,
  open_tasks   integer not null,
  rated        integer not null,
  pending      integer not null
) strict, without rowid;
create index application_applicant on application_row (applicant_id);
create index application_agent on application_row (agent_id) where agent_id is not null;
create index application_query_code on application_row (query_code);
create index application_received on application_row (received_on, counter);

create table case_row (
  application text not null,
  case_no     text not null,
  item        text not null,
  department  text not null,
  stage       text not null,
  outcome     text,
  received_on text not null,
  accepted_on text,
  decided_on  text,
  claimed_by  text,
  returned    integer not null,
  -- JSON of domain::application::Case
  body        text not null,
  primary key (application, case_no)
) strict;
create index case_number on case_row (case_no);
create index case_inbox on case_row (department, stage);
create index case_stage on case_row (stage, received_on);
create index case_item on case_row (item);

create table task_row (
  stream    text not null,
  task      text not null,
  case_no   text,
  code      text not null,
  message   text not null,
  raised_at text not null,
  primary key (stream, task)
) strict, without rowid;

create table day_row (
  stream  text primary key,
  hall    text not null,
  counter text not null,
  date    text not null
) strict, without rowid;
create index day_date on day_row (date, counter);

-- The station's own matters -----------------------------------------------------------------

create table draft (
  id         text primary key,
  owner      text not null,
  owner_name text not null,
  state      text not null check (state in ('open', 'parked', 'losing')),
  content    text not null,
  focus      text not null,
  version    integer not null,
  -- Version that the platform has; 0 none.
  shared     integer not null default 0,
  -- Version of ours that the platform has.
  sent       integer not null default 0,
  created_at text not null,
  touched_at text not null
) strict;
create index draft_owner on draft (owner, state);

-- Drafts that became an application or were given up, until the platform knows.
create table draft_gone (
  id     text primary key,
  shared integer not null
) strict, without rowid;

create table blob (
  hash     text primary key,
  size     integer not null,
  kind     text not null check (kind in ('page', 'thumbnail', 'file')),
  stored   integer not null,
  sent     integer not null default 0,
  added_at text not null
) strict;
create index blob_unsent on blob (kind, hash) where stored = 1 and sent = 0;

create table blob_use (
  hash  text not null,
  owner text not null,
  primary key (hash, owner)
) strict, without rowid;
create index blob_use_owner on blob_use (owner);

create table number_range (
  kind  text not null,
  first integer not null,
  last  integer not null,
  next  integer not null,
  burnt integer not null default 0,
  primary key (kind, first)
) strict, without rowid;

create table number_word (
  word text primary key
) strict, without rowid;

create table serial (
  date text primary key,
  last integer not null
) strict, without rowid;

create table work_item (
  id          text primary key,
  kind        text not null,
  subject     text not null,
  stream      text,
  epoch       integer,
  seq         integer,
  code        text not null,
  message     text not null,
  article     text,
  content     text not null,
  raised_at   text not null,
  resolved_at text,
  resolution  text,
  unique (kind, subject)
) strict;
create index work_item_open on work_item (raised_at) where resolved_at is null;

create table print_job (
  id       text primary key,
  stream   text not null,
  number   text not null,
  kind     text not null,
  reprint  integer not null,
  printer  text not null,
  job      integer,
  state    text not null check (state in ('queued', 'printed', 'failed')),
  reason   text,
  user     text not null,
  at       text not null
) strict;
create index print_job_paper on print_job (stream, number);

create table edition (
  number    integer primary key,
  hash      text not null,
  catalogue text not null
) strict;

create table user (
  user          text primary key,
  profile       text not null,
  session       text,
  offline_until text not null,
  active        integer not null default 1,
  seen_at       text not null
) strict, without rowid;
