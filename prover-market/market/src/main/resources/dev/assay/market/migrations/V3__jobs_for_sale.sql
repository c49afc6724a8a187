-- Jobs for sale in the order in which they are taken up, page by page. Only columns in ascending order can be compared as a row.
CREATE INDEX jobs_for_sale ON jobs ((-tip_micros), opened_at, id) WHERE fulfilment IN ('ACCEPTED', 'AUCTION');
