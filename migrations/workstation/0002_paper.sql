-- Papers handed over, as data, under the hash that the act carries (文书快照).
create table paper (
  hash   text primary key,
  stream text not null,
  number text not null,
  body   text not null
) strict, without rowid;
create index paper_of_stream on paper (stream, number);
