-- Filings as they stand; as those they are shown to have them; and cases as the joint commission has them.
create table greenline.filing (like greenline.track including all);
create table greenline."released-filing" (like greenline.track including all);
create table greenline."commission-case" (like greenline.track including all);
