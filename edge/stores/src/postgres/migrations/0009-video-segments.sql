-- Recorded segments of video: facts, each under the digest of its film, 64 hex digits.
create table greenline."video-segment" (like greenline.observation including all);
