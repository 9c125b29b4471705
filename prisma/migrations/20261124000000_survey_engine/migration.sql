-- CreateEnum
CREATE TYPE "LawfulBasis" AS ENUM ('legitimate_interest', 'consent', 'contract');

-- AlterEnum
ALTER TYPE "DeliveryStatus" ADD VALUE 'withdrawn';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "Instrument" ADD VALUE 'ces';
ALTER TYPE "Instrument" ADD VALUE 'expectations';

-- AlterEnum
ALTER TYPE "SurveyStatus" ADD VALUE 'paused';

-- DropForeignKey
ALTER TABLE "Invitation" DROP CONSTRAINT "Invitation_organizationId_contactId_fkey";

-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "memberId" UUID,
ADD COLUMN     "softBounces" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "locale" TYPE TEXT;

-- AlterTable
ALTER TABLE "Customer" ADD COLUMN     "pausedAt" TIMESTAMPTZ(3),
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "answeredOn" TEXT,
ADD COLUMN     "dueAt" TIMESTAMPTZ(3),
ADD COLUMN     "nextAt" TIMESTAMPTZ(3),
ADD COLUMN     "promisedAt" TIMESTAMPTZ(3),
ADD COLUMN     "reminders" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3),
ALTER COLUMN "contactId" DROP NOT NULL,
ALTER COLUMN "customerId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Member" ALTER COLUMN "locale" TYPE TEXT;

-- AlterTable
ALTER TABLE "Organization" ADD COLUMN     "color" TEXT,
ADD COLUMN     "country" TEXT,
ADD COLUMN     "lawfulBasis" "LawfulBasis" NOT NULL DEFAULT 'legitimate_interest',
ADD COLUMN     "logo" BYTEA,
ADD COLUMN     "logoType" TEXT,
ADD COLUMN     "privacyContact" TEXT,
ADD COLUMN     "replyTo" TEXT,
ADD COLUMN     "slug" TEXT,
ALTER COLUMN "locale" DROP DEFAULT,
ALTER COLUMN "locale" TYPE TEXT,
ALTER COLUMN "locale" SET DEFAULT 'en';

-- AlterTable
ALTER TABLE "PageOpening" ADD COLUMN     "scans" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "startedAt" TIMESTAMPTZ(3),
ADD COLUMN     "trappedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Response" ADD COLUMN     "anonymous" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "answers" JSONB,
ADD COLUMN     "commentedAt" TIMESTAMPTZ(3),
ADD COLUMN     "editedAt" TIMESTAMPTZ(3),
ADD COLUMN     "erasedAt" TIMESTAMPTZ(3),
ADD COLUMN     "heldFor" TEXT,
ADD COLUMN     "receiptHash" BYTEA,
ADD COLUMN     "trust" INTEGER,
ADD COLUMN     "version" INTEGER,
ADD COLUMN     "waveId" UUID,
ALTER COLUMN "customerId" DROP NOT NULL,
ALTER COLUMN "locale" TYPE TEXT;

-- AlterTable
ALTER TABLE "UploadLink" ADD COLUMN     "purpose" TEXT NOT NULL DEFAULT 'customers',
ADD COLUMN     "surveyId" UUID;

-- AlterTable
ALTER TABLE "Wave" ADD COLUMN     "afterWaveId" UUID,
ADD COLUMN     "now" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "sentAt" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- DropEnum
DROP TYPE "Locale";

-- CreateTable
CREATE TABLE "SurveyVersion" (
    "organizationId" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "method" JSONB NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "approvedById" UUID,
    "approvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SurveyVersion_pkey" PRIMARY KEY ("organizationId","surveyId","number")
);

-- What was there becomes version 1 of each survey's method.
INSERT INTO "SurveyVersion" ("organizationId", "surveyId", "number", "method", "createdById", "createdAt")
SELECT "organizationId", id, 1, jsonb_strip_nulls(jsonb_build_object(
    'instrumentVersion', "instrumentVersion", 'subject', subject,
    'audience', jsonb_strip_nulls(jsonb_build_object('kind', "audienceKind", 'segment', "audienceSegment")))), "createdById", "createdAt"
FROM "Survey";
ALTER TABLE "Survey" DROP COLUMN "audienceKind",
DROP COLUMN "audienceSegment",
DROP COLUMN "instrumentVersion",
DROP COLUMN "sendAt",
DROP COLUMN "subject",
ADD COLUMN     "pausedAt" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Wave" ALTER COLUMN "version" DROP DEFAULT;

UPDATE "Organization" SET slug = 'o-' || left(id::text, 8);
ALTER TABLE "Organization" ALTER COLUMN "slug" SET NOT NULL;
UPDATE "Invitation" SET "dueAt" = coalesce("sentAt", "createdAt"), "promisedAt" = coalesce("sentAt", "createdAt");
ALTER TABLE "Invitation" ALTER COLUMN "dueAt" SET NOT NULL;

-- CreateTable
CREATE TABLE "CycleFrame" (
    "organizationId" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "seed" TEXT NOT NULL,
    "strata" JSONB NOT NULL,
    "weeks" INTEGER NOT NULL,
    "startsOn" TEXT NOT NULL,
    "dealtAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CycleFrame_pkey" PRIMARY KEY ("organizationId","surveyId")
);

-- CreateTable
CREATE TABLE "CycleSeat" (
    "organizationId" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "week" INTEGER NOT NULL,
    "dealtAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CycleSeat_pkey" PRIMARY KEY ("organizationId","surveyId","contactId")
);

-- CreateTable
CREATE TABLE "ListedContact" (
    "organizationId" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "contactId" UUID NOT NULL,

    CONSTRAINT "ListedContact_pkey" PRIMARY KEY ("organizationId","surveyId","contactId")
);

-- CreateTable
CREATE TABLE "Skip" (
    "organizationId" UUID NOT NULL,
    "waveId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "segment" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Skip_pkey" PRIMARY KEY ("organizationId","waveId","contactId")
);

-- CreateTable
CREATE TABLE "Interaction" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "contactId" UUID,
    "memberId" UUID,
    "kind" TEXT NOT NULL,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Interaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Suppression" (
    "organizationId" UUID NOT NULL,
    "addressKey" BYTEA NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Suppression_pkey" PRIMARY KEY ("organizationId","addressKey","reason")
);

-- CreateTable
CREATE TABLE "UnsubscribeLink" (
    "tokenHash" BYTEA NOT NULL,
    "organizationId" UUID NOT NULL,
    "addressKey" BYTEA NOT NULL,

    CONSTRAINT "UnsubscribeLink_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "DataLink" (
    "tokenHash" BYTEA NOT NULL,
    "organizationId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DataLink_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "InboundMail" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "messageId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "deliveryId" UUID,
    "invitationId" UUID,
    "contactId" UUID,
    "customerId" UUID,
    "status" TEXT,
    "text" TEXT,
    "needId" UUID,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InboundMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Intake" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "referenceHash" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "company" TEXT,
    "locale" TEXT NOT NULL,
    "customerId" UUID,
    "contactId" UUID,
    "needId" UUID,
    "closedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Intake_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateBucket" (
    "key" TEXT NOT NULL,
    "freeAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RateBucket_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "CycleSeat_organizationId_surveyId_week_contactId_idx" ON "CycleSeat"("organizationId", "surveyId", "week", "contactId");

-- CreateIndex
CREATE INDEX "Interaction_organizationId_customerId_at_idx" ON "Interaction"("organizationId", "customerId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Interaction_organizationId_id_key" ON "Interaction"("organizationId", "id");

-- CreateIndex
CREATE INDEX "InboundMail_organizationId_invitationId_idx" ON "InboundMail"("organizationId", "invitationId");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMail_organizationId_id_key" ON "InboundMail"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMail_organizationId_messageId_key" ON "InboundMail"("organizationId", "messageId");

-- CreateIndex
CREATE UNIQUE INDEX "Intake_referenceHash_key" ON "Intake"("referenceHash");

-- CreateIndex
CREATE UNIQUE INDEX "Intake_organizationId_id_key" ON "Intake"("organizationId", "id");

-- CreateIndex
CREATE INDEX "RateBucket_freeAt_idx" ON "RateBucket"("freeAt");

-- CreateIndex
CREATE INDEX "Contact_organizationId_memberId_idx" ON "Contact"("organizationId", "memberId");

-- CreateIndex
CREATE INDEX "Invitation_organizationId_contactId_dueAt_idx" ON "Invitation"("organizationId", "contactId", "dueAt");

-- CreateIndex
CREATE INDEX "Invitation_organizationId_customerId_dueAt_idx" ON "Invitation"("organizationId", "customerId", "dueAt");

-- CreateIndex
CREATE INDEX "Invitation_nextAt_idx" ON "Invitation"("nextAt");

-- CreateIndex
CREATE UNIQUE INDEX "Organization_slug_key" ON "Organization"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Response_receiptHash_key" ON "Response"("receiptHash");

-- CreateIndex
CREATE INDEX "Response_organizationId_waveId_idx" ON "Response"("organizationId", "waveId");

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_organizationId_memberId_fkey" FOREIGN KEY ("organizationId", "memberId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyVersion" ADD CONSTRAINT "SurveyVersion_organizationId_surveyId_fkey" FOREIGN KEY ("organizationId", "surveyId") REFERENCES "Survey"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CycleFrame" ADD CONSTRAINT "CycleFrame_organizationId_surveyId_fkey" FOREIGN KEY ("organizationId", "surveyId") REFERENCES "Survey"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CycleSeat" ADD CONSTRAINT "CycleSeat_organizationId_surveyId_fkey" FOREIGN KEY ("organizationId", "surveyId") REFERENCES "Survey"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CycleSeat" ADD CONSTRAINT "CycleSeat_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListedContact" ADD CONSTRAINT "ListedContact_organizationId_surveyId_fkey" FOREIGN KEY ("organizationId", "surveyId") REFERENCES "Survey"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListedContact" ADD CONSTRAINT "ListedContact_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Wave" ADD CONSTRAINT "Wave_organizationId_surveyId_version_fkey" FOREIGN KEY ("organizationId", "surveyId", "version") REFERENCES "SurveyVersion"("organizationId", "surveyId", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Skip" ADD CONSTRAINT "Skip_organizationId_waveId_fkey" FOREIGN KEY ("organizationId", "waveId") REFERENCES "Wave"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Response" ADD CONSTRAINT "Response_organizationId_waveId_fkey" FOREIGN KEY ("organizationId", "waveId") REFERENCES "Wave"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interaction" ADD CONSTRAINT "Interaction_organizationId_customerId_fkey" FOREIGN KEY ("organizationId", "customerId") REFERENCES "Customer"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interaction" ADD CONSTRAINT "Interaction_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interaction" ADD CONSTRAINT "Interaction_organizationId_memberId_fkey" FOREIGN KEY ("organizationId", "memberId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Suppression" ADD CONSTRAINT "Suppression_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundMail" ADD CONSTRAINT "InboundMail_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Intake" ADD CONSTRAINT "Intake_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
