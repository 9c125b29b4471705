-- CreateEnum
CREATE TYPE "Locale" AS ENUM ('en', 'es');

-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('slack', 'teams', 'browser');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('member', 'manager', 'admin');

-- CreateEnum
CREATE TYPE "CustomerKind" AS ENUM ('direct', 'indirect', 'interested_party');

-- CreateEnum
CREATE TYPE "NeedKind" AS ENUM ('need', 'expectation', 'complaint', 'praise');

-- CreateEnum
CREATE TYPE "Horizon" AS ENUM ('current', 'future');

-- CreateEnum
CREATE TYPE "Answer" AS ENUM ('understood', 'will_act', 'not_ours');

-- CreateEnum
CREATE TYPE "Instrument" AS ENUM ('nps', 'csat');

-- CreateEnum
CREATE TYPE "SurveyStatus" AS ENUM ('draft', 'open', 'closed');

-- CreateEnum
CREATE TYPE "WaveStatus" AS ENUM ('planned', 'open', 'sent');

-- CreateEnum
CREATE TYPE "Transport" AS ENUM ('slack', 'teams', 'browser', 'mail');

-- CreateEnum
CREATE TYPE "DeliveryStatus" AS ENUM ('pending', 'sending', 'sent', 'failed');

-- CreateTable
CREATE TABLE "Organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "locale" "Locale" NOT NULL DEFAULT 'en',
    "zone" TEXT NOT NULL DEFAULT 'Europe/Madrid',
    "isExample" BOOLEAN NOT NULL DEFAULT false,
    "lastNeedNumber" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "externalId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Member" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "role" "Role" NOT NULL DEFAULT 'member',
    "locale" "Locale",
    "zone" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MemberIdentity" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "address" JSONB,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MemberIdentity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Channel" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Team" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "channelId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Theme" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "labelEn" TEXT NOT NULL,
    "labelEs" TEXT NOT NULL,
    "stems" TEXT[],

    CONSTRAINT "Theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TeamTheme" (
    "organizationId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "themeId" UUID NOT NULL,

    CONSTRAINT "TeamTheme_pkey" PRIMARY KEY ("organizationId","teamId","themeId")
);

-- CreateTable
CREATE TABLE "Customer" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "kind" "CustomerKind" NOT NULL DEFAULT 'direct',
    "segment" TEXT,
    "country" TEXT,
    "ownerId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "name" TEXT,
    "email" TEXT NOT NULL,
    "locale" "Locale",
    "zone" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Need" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "summary" TEXT NOT NULL,
    "kind" "NeedKind" NOT NULL DEFAULT 'need',
    "horizon" "Horizon" NOT NULL DEFAULT 'current',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Need_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Voice" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "needId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "recordedById" UUID NOT NULL,
    "responseId" UUID,
    "words" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Voice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NeedTheme" (
    "organizationId" UUID NOT NULL,
    "needId" UUID NOT NULL,
    "themeId" UUID NOT NULL,

    CONSTRAINT "NeedTheme_pkey" PRIMARY KEY ("organizationId","needId","themeId")
);

-- CreateTable
CREATE TABLE "Announcement" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "needId" UUID NOT NULL,
    "teamId" UUID NOT NULL,
    "answer" "Answer",
    "answeredById" UUID,
    "answeredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Question" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "announcementId" UUID NOT NULL,
    "askedById" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Survey" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "instrument" "Instrument" NOT NULL,
    "instrumentVersion" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "audienceKind" "CustomerKind",
    "audienceSegment" TEXT,
    "status" "SurveyStatus" NOT NULL DEFAULT 'draft',
    "sendAt" TIMESTAMPTZ(3),
    "createdById" UUID,
    "launchedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Survey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Wave" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "WaveStatus" NOT NULL DEFAULT 'planned',
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Wave_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "waveId" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "bouncedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PageOpening" (
    "organizationId" UUID NOT NULL,
    "invitationId" UUID NOT NULL,
    "openings" INTEGER NOT NULL DEFAULT 0,
    "firstOpenedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PageOpening_pkey" PRIMARY KEY ("organizationId","invitationId")
);

-- CreateTable
CREATE TABLE "Response" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "invitationId" UUID,
    "customerId" UUID NOT NULL,
    "score" INTEGER NOT NULL,
    "comment" TEXT,
    "mayContact" BOOLEAN NOT NULL DEFAULT false,
    "mayQuote" BOOLEAN NOT NULL DEFAULT false,
    "locale" "Locale",
    "instrumentVersion" TEXT NOT NULL,
    "segment" TEXT,
    "importKey" TEXT,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DigestSchedule" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "channelId" UUID NOT NULL,
    "weekday" INTEGER NOT NULL,
    "minuteOfDay" INTEGER NOT NULL,
    "zone" TEXT NOT NULL,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DigestSchedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "message" TEXT NOT NULL,
    "refs" JSONB NOT NULL,
    "subjectId" UUID,
    "transport" "Transport" NOT NULL,
    "channelId" UUID,
    "memberId" UUID,
    "contactId" UUID,
    "status" "DeliveryStatus" NOT NULL DEFAULT 'pending',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "sentRevision" INTEGER NOT NULL DEFAULT 0,
    "externalRef" JSONB,
    "unknownOutcomes" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "startedAt" TIMESTAMPTZ(3),
    "startedBy" UUID,
    "sentAt" TIMESTAMPTZ(3),
    "failedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxTask" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "relayedAt" TIMESTAMPTZ(3),
    "failedAt" TIMESTAMPTZ(3),
    "reason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OutboxTask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Audit" (
    "id" BIGSERIAL NOT NULL,
    "organizationId" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectId" UUID,
    "before" JSONB,
    "after" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UploadLink" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UploadLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SeenKey" (
    "key" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SeenKey_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "WorkspacePost" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "channelId" UUID,
    "authorId" UUID,
    "visibleToId" UUID,
    "text" TEXT,
    "card" JSONB,
    "edited" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WorkspacePost_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailboxMail" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "messageId" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MailboxMail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Workspace_organizationId_idx" ON "Workspace"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_platform_externalId_key" ON "Workspace"("platform", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Member_organizationId_id_key" ON "Member"("organizationId", "id");

-- CreateIndex
CREATE INDEX "MemberIdentity_organizationId_memberId_idx" ON "MemberIdentity"("organizationId", "memberId");

-- CreateIndex
CREATE UNIQUE INDEX "MemberIdentity_organizationId_platform_workspaceId_external_key" ON "MemberIdentity"("organizationId", "platform", "workspaceId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Channel_organizationId_id_key" ON "Channel"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Channel_organizationId_platform_workspaceId_externalId_key" ON "Channel"("organizationId", "platform", "workspaceId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Team_organizationId_id_key" ON "Team"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Team_organizationId_name_key" ON "Team"("organizationId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Team_organizationId_channelId_key" ON "Team"("organizationId", "channelId");

-- CreateIndex
CREATE UNIQUE INDEX "Theme_organizationId_id_key" ON "Theme"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Theme_organizationId_key_key" ON "Theme"("organizationId", "key");

-- CreateIndex
CREATE INDEX "TeamTheme_organizationId_themeId_idx" ON "TeamTheme"("organizationId", "themeId");

-- CreateIndex
CREATE INDEX "Customer_organizationId_kind_segment_idx" ON "Customer"("organizationId", "kind", "segment");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_organizationId_id_key" ON "Customer"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_organizationId_nameKey_key" ON "Customer"("organizationId", "nameKey");

-- CreateIndex
CREATE INDEX "Contact_organizationId_customerId_idx" ON "Contact"("organizationId", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_organizationId_id_key" ON "Contact"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_organizationId_email_key" ON "Contact"("organizationId", "email");

-- CreateIndex
CREATE UNIQUE INDEX "Need_organizationId_id_key" ON "Need"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Need_organizationId_number_key" ON "Need"("organizationId", "number");

-- CreateIndex
CREATE INDEX "Voice_organizationId_needId_idx" ON "Voice"("organizationId", "needId");

-- CreateIndex
CREATE INDEX "Voice_organizationId_customerId_idx" ON "Voice"("organizationId", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "Voice_organizationId_responseId_key" ON "Voice"("organizationId", "responseId");

-- CreateIndex
CREATE INDEX "Announcement_organizationId_teamId_answer_idx" ON "Announcement"("organizationId", "teamId", "answer");

-- CreateIndex
CREATE UNIQUE INDEX "Announcement_organizationId_id_key" ON "Announcement"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Announcement_organizationId_needId_teamId_key" ON "Announcement"("organizationId", "needId", "teamId");

-- CreateIndex
CREATE INDEX "Question_organizationId_announcementId_idx" ON "Question"("organizationId", "announcementId");

-- CreateIndex
CREATE UNIQUE INDEX "Question_organizationId_id_key" ON "Question"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Survey_organizationId_id_key" ON "Survey"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Survey_organizationId_nameKey_key" ON "Survey"("organizationId", "nameKey");

-- CreateIndex
CREATE INDEX "Wave_status_opensAt_idx" ON "Wave"("status", "opensAt");

-- CreateIndex
CREATE UNIQUE INDEX "Wave_organizationId_id_key" ON "Wave"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Wave_organizationId_surveyId_number_key" ON "Wave"("organizationId", "surveyId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_organizationId_id_key" ON "Invitation"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_organizationId_waveId_contactId_key" ON "Invitation"("organizationId", "waveId", "contactId");

-- CreateIndex
CREATE INDEX "Response_organizationId_surveyId_answeredAt_idx" ON "Response"("organizationId", "surveyId", "answeredAt");

-- CreateIndex
CREATE INDEX "Response_organizationId_customerId_idx" ON "Response"("organizationId", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "Response_organizationId_id_key" ON "Response"("organizationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Response_organizationId_invitationId_key" ON "Response"("organizationId", "invitationId");

-- CreateIndex
CREATE UNIQUE INDEX "Response_organizationId_surveyId_importKey_key" ON "Response"("organizationId", "surveyId", "importKey");

-- CreateIndex
CREATE INDEX "DigestSchedule_nextAt_idx" ON "DigestSchedule"("nextAt");

-- CreateIndex
CREATE UNIQUE INDEX "DigestSchedule_organizationId_channelId_key" ON "DigestSchedule"("organizationId", "channelId");

-- CreateIndex
CREATE INDEX "Delivery_organizationId_subjectId_idx" ON "Delivery"("organizationId", "subjectId");

-- CreateIndex
CREATE INDEX "Delivery_organizationId_status_failedAt_idx" ON "Delivery"("organizationId", "status", "failedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_organizationId_id_key" ON "Delivery"("organizationId", "id");

-- CreateIndex
CREATE INDEX "OutboxTask_relayedAt_dueAt_idx" ON "OutboxTask"("relayedAt", "dueAt");

-- CreateIndex
CREATE INDEX "Audit_organizationId_subjectId_idx" ON "Audit"("organizationId", "subjectId");

-- CreateIndex
CREATE INDEX "Audit_organizationId_at_idx" ON "Audit"("organizationId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "UploadLink_tokenHash_key" ON "UploadLink"("tokenHash");

-- CreateIndex
CREATE INDEX "SeenKey_expiresAt_idx" ON "SeenKey"("expiresAt");

-- CreateIndex
CREATE INDEX "WorkspacePost_organizationId_channelId_createdAt_idx" ON "WorkspacePost"("organizationId", "channelId", "createdAt");

-- CreateIndex
CREATE INDEX "WorkspacePost_organizationId_visibleToId_createdAt_idx" ON "WorkspacePost"("organizationId", "visibleToId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "MailboxMail_organizationId_messageId_key" ON "MailboxMail"("organizationId", "messageId");

-- AddForeignKey
ALTER TABLE "Workspace" ADD CONSTRAINT "Workspace_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MemberIdentity" ADD CONSTRAINT "MemberIdentity_organizationId_memberId_fkey" FOREIGN KEY ("organizationId", "memberId") REFERENCES "Member"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Channel" ADD CONSTRAINT "Channel_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Team" ADD CONSTRAINT "Team_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Team" ADD CONSTRAINT "Team_organizationId_channelId_fkey" FOREIGN KEY ("organizationId", "channelId") REFERENCES "Channel"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Theme" ADD CONSTRAINT "Theme_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamTheme" ADD CONSTRAINT "TeamTheme_organizationId_teamId_fkey" FOREIGN KEY ("organizationId", "teamId") REFERENCES "Team"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamTheme" ADD CONSTRAINT "TeamTheme_organizationId_themeId_fkey" FOREIGN KEY ("organizationId", "themeId") REFERENCES "Theme"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Customer" ADD CONSTRAINT "Customer_organizationId_ownerId_fkey" FOREIGN KEY ("organizationId", "ownerId") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_organizationId_customerId_fkey" FOREIGN KEY ("organizationId", "customerId") REFERENCES "Customer"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Need" ADD CONSTRAINT "Need_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Voice" ADD CONSTRAINT "Voice_organizationId_needId_fkey" FOREIGN KEY ("organizationId", "needId") REFERENCES "Need"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Voice" ADD CONSTRAINT "Voice_organizationId_customerId_fkey" FOREIGN KEY ("organizationId", "customerId") REFERENCES "Customer"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Voice" ADD CONSTRAINT "Voice_organizationId_recordedById_fkey" FOREIGN KEY ("organizationId", "recordedById") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Voice" ADD CONSTRAINT "Voice_organizationId_responseId_fkey" FOREIGN KEY ("organizationId", "responseId") REFERENCES "Response"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NeedTheme" ADD CONSTRAINT "NeedTheme_organizationId_needId_fkey" FOREIGN KEY ("organizationId", "needId") REFERENCES "Need"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NeedTheme" ADD CONSTRAINT "NeedTheme_organizationId_themeId_fkey" FOREIGN KEY ("organizationId", "themeId") REFERENCES "Theme"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_organizationId_needId_fkey" FOREIGN KEY ("organizationId", "needId") REFERENCES "Need"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_organizationId_teamId_fkey" FOREIGN KEY ("organizationId", "teamId") REFERENCES "Team"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Announcement" ADD CONSTRAINT "Announcement_organizationId_answeredById_fkey" FOREIGN KEY ("organizationId", "answeredById") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_organizationId_announcementId_fkey" FOREIGN KEY ("organizationId", "announcementId") REFERENCES "Announcement"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_organizationId_askedById_fkey" FOREIGN KEY ("organizationId", "askedById") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_organizationId_createdById_fkey" FOREIGN KEY ("organizationId", "createdById") REFERENCES "Member"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Wave" ADD CONSTRAINT "Wave_organizationId_surveyId_fkey" FOREIGN KEY ("organizationId", "surveyId") REFERENCES "Survey"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_organizationId_waveId_fkey" FOREIGN KEY ("organizationId", "waveId") REFERENCES "Wave"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_organizationId_contactId_fkey" FOREIGN KEY ("organizationId", "contactId") REFERENCES "Contact"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_organizationId_customerId_fkey" FOREIGN KEY ("organizationId", "customerId") REFERENCES "Customer"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Response" ADD CONSTRAINT "Response_organizationId_surveyId_fkey" FOREIGN KEY ("organizationId", "surveyId") REFERENCES "Survey"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Response" ADD CONSTRAINT "Response_organizationId_invitationId_fkey" FOREIGN KEY ("organizationId", "invitationId") REFERENCES "Invitation"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Response" ADD CONSTRAINT "Response_organizationId_customerId_fkey" FOREIGN KEY ("organizationId", "customerId") REFERENCES "Customer"("organizationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestSchedule" ADD CONSTRAINT "DigestSchedule_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestSchedule" ADD CONSTRAINT "DigestSchedule_organizationId_channelId_fkey" FOREIGN KEY ("organizationId", "channelId") REFERENCES "Channel"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboxTask" ADD CONSTRAINT "OutboxTask_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Audit" ADD CONSTRAINT "Audit_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UploadLink" ADD CONSTRAINT "UploadLink_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkspacePost" ADD CONSTRAINT "WorkspacePost_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkspacePost" ADD CONSTRAINT "WorkspacePost_organizationId_channelId_fkey" FOREIGN KEY ("organizationId", "channelId") REFERENCES "Channel"("organizationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailboxMail" ADD CONSTRAINT "MailboxMail_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The audit is append-only: for the owner of the table by its privileges, for everybody else by the trigger.
REVOKE UPDATE, DELETE, TRUNCATE ON "Audit" FROM PUBLIC, CURRENT_USER;

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON "Audit" FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_is_not_truncated BEFORE TRUNCATE ON "Audit" FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
