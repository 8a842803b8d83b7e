-- Versions of declarations lie under the name they have in common; the owner's words, for others than staff.
create table greenline."released-declaration" (like greenline.track including all);

create index declaration_parent on greenline.declaration (parent, seq) where parent is not null;
create index released_declaration_parent on greenline."released-declaration" (parent, seq)
  where parent is not null;
