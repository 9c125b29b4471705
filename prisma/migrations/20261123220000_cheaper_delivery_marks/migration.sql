-- Every delivery is marked twice, as sending and as sent. Without an indexed column among what the marks change, and
-- with room on the page for the new versions of its rows, such an update leaves the indexes alone (HOT).
DROP INDEX "Delivery_organizationId_status_failedAt_idx";
CREATE INDEX "Delivery_organizationId_failedAt_idx" ON "Delivery"("organizationId", "failedAt");
ALTER TABLE "Delivery" SET (fillfactor = 60);
