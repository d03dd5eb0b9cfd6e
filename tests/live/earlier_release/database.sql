BEGIN TRANSACTION;
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
CREATE TABLE "courses_answer" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sequence" integer unsigned NOT NULL CHECK ("sequence" >= 0), "question" varchar(64) NOT NULL, "options" text NOT NULL CHECK ((JSON_VALID("options") OR "options" IS NULL)), "is_right" bool NOT NULL, "at" datetime NOT NULL, "attempt_id" char(32) NOT NULL REFERENCES "courses_attempt" ("id") DEFERRABLE INITIALLY DEFERRED, "is_carried" bool NOT NULL, CONSTRAINT "one_answer_per_sequence" UNIQUE ("attempt_id", "sequence"));
INSERT INTO "courses_answer" VALUES(1,1,'who','["a"]',1,'2024-05-06 10:01:00','0c70da4726e646f690a1b622064bed05',0);
INSERT INTO "courses_answer" VALUES(2,1,'who-replies-first-first-first-first-first-first-first-first-allti','["a"]',1,'2024-05-06 10:01:00','b965105bbf514c46901bc1671b6adf83',0);
INSERT INTO "courses_answer" VALUES(3,1,'who','["b"]',0,'2024-05-06 10:01:00','72e118fcb2e14fe0b6f4fe9df3096148',0);
INSERT INTO "courses_answer" VALUES(4,2,'who','["a"]',1,'2024-05-06 10:02:00','72e118fcb2e14fe0b6f4fe9df3096148',0);
INSERT INTO "courses_answer" VALUES(5,1,'who','["a"]',1,'2024-05-06 10:01:00','fad9eff85378408b820cbfda3650cab3',0);
INSERT INTO "courses_answer" VALUES(6,1,'who','["c"]',0,'2024-05-06 10:01:00','a13c8515d57042939e6710e878291c4f',0);
INSERT INTO "courses_answer" VALUES(7,2,'who','["a"]',1,'2024-05-06 10:02:00','a13c8515d57042939e6710e878291c4f',0);
INSERT INTO "courses_answer" VALUES(8,1,'who-replies-first-first-first-first-first-first-first-first-allti','["a"]',1,'2024-05-06 10:01:00','3c285cecfe354f6683f365099de61f04',0);
INSERT INTO "courses_answer" VALUES(9,1,'who','["b"]',0,'2024-05-06 10:01:00','797507af43064f818754220264777023',0);
INSERT INTO "courses_answer" VALUES(10,2,'who','["a"]',1,'2024-05-06 10:02:00','797507af43064f818754220264777023',0);
INSERT INTO "courses_answer" VALUES(11,1,'who','["a"]',1,'2024-05-06 10:01:00','c34087ddf2c34454a9a7d7c7951a2970',0);
CREATE TABLE "courses_attempt" ("id" char(32) NOT NULL PRIMARY KEY, "language" varchar(5) NOT NULL, "audience" varchar(10) NOT NULL, "since" integer unsigned NOT NULL CHECK ("since" >= 0), "scope" varchar(10) NOT NULL, "reason" varchar(10) NOT NULL, "clauses" text NOT NULL CHECK ((JSON_VALID("clauses") OR "clauses" IS NULL)), "questions" text NOT NULL CHECK ((JSON_VALID("questions") OR "questions" IS NULL)), "reading_confirmed_at" datetime NULL, "started_at" datetime NOT NULL, "ended_at" datetime NULL, "ending" varchar(10) NOT NULL, "employee_id" bigint NOT NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "section_id" bigint NOT NULL REFERENCES "handbook_section" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NOT NULL REFERENCES "handbook_version" ("id") DEFERRABLE INITIALLY DEFERRED, "leaders_since" integer unsigned NULL CHECK ("leaders_since" >= 0), CONSTRAINT "an_ended_attempt_says_how" CHECK ((("ended_at" IS NULL AND "ending" = '') OR ("ended_at" IS NOT NULL AND NOT ("ending" = '')))));
INSERT INTO "courses_attempt" VALUES('0c70da4726e646f690a1b622064bed05','nb','everyone',0,'whole','new','["title", "message", "ethics-1"]','[["who", ["c", "b", "a"]]]','2024-05-06 10:00:00','2024-05-06 10:00:00','2024-05-06 10:01:00','completed',1,1,1,NULL);
INSERT INTO "courses_attempt" VALUES('b965105bbf514c46901bc1671b6adf83','nb','everyone',0,'whole','new','["title", "message", "reply-intro", "reply-item-1", "reply-item-2", "reply-item-3", "reply-step-1", "reply-step-2", "reply-step-3", "reply-dashes", "reply-blanks", "reply-letters", "reply-goes-on", "reply-table", "reply-marks", "reply-emphasis", "reply-escape", "reply-note", "reply-windows", "reply-link", "reply-address"]','[["who-replies-first-first-first-first-first-first-first-first-allti", ["c", "b", "a"]]]','2024-05-06 10:00:00','2024-05-06 10:00:00','2024-05-06 10:01:00','completed',1,2,2,NULL);
INSERT INTO "courses_attempt" VALUES('72e118fcb2e14fe0b6f4fe9df3096148','nb','everyone',0,'whole','new','["title", "message", "print-1"]','[["who", ["c", "a", "b"]]]','2024-05-06 10:00:00','2024-05-06 10:00:00','2024-05-06 10:02:00','completed',1,3,3,NULL);
INSERT INTO "courses_attempt" VALUES('fad9eff85378408b820cbfda3650cab3','nb','everyone',0,'whole','new','["title", "message", "ethics-1"]','[["who", ["b", "a", "c"]]]','2024-05-06 10:00:00','2024-05-06 10:00:00','2024-05-06 10:01:00','completed',1,4,4,NULL);
INSERT INTO "courses_attempt" VALUES('a13c8515d57042939e6710e878291c4f','nb','leaders',0,'whole','new','["title", "message", "ethics-1"]','[["who", ["c", "a", "b"]]]','2024-05-06 10:00:00','2024-05-06 10:00:00','2024-05-06 10:02:00','completed',2,1,1,0);
INSERT INTO "courses_attempt" VALUES('3c285cecfe354f6683f365099de61f04','nn','leaders',0,'whole','new','["title", "message", "reply-intro", "reply-item-1", "reply-item-2", "reply-item-3", "reply-step-1", "reply-step-2", "reply-step-3", "reply-dashes", "reply-blanks", "reply-letters", "reply-goes-on", "reply-table", "reply-marks", "reply-emphasis", "reply-escape", "reply-note", "reply-windows", "reply-link", "reply-address", "reply-leaders"]','[["who-replies-first-first-first-first-first-first-first-first-allti", ["a", "c", "b"]]]','2024-05-06 10:00:00','2024-05-06 10:00:00','2024-05-06 10:01:00','completed',2,2,2,0);
INSERT INTO "courses_attempt" VALUES('797507af43064f818754220264777023','nn','leaders',0,'whole','new','["title", "message", "print-1"]','[["who", ["c", "a", "b"]]]','2024-05-06 10:00:00','2024-05-06 10:00:00','2024-05-06 10:02:00','completed',2,3,3,0);
INSERT INTO "courses_attempt" VALUES('c34087ddf2c34454a9a7d7c7951a2970','nb','leaders',0,'whole','new','["title", "message", "ethics-1"]','[["who", ["b", "c", "a"]]]','2024-05-06 10:00:00','2024-05-06 10:00:00','2024-05-06 10:01:00','completed',2,4,4,0);
CREATE TABLE "courses_completion" ("id" char(32) NOT NULL PRIMARY KEY, "language" varchar(5) NOT NULL, "audience" varchar(10) NOT NULL, "since" integer unsigned NOT NULL CHECK ("since" >= 0), "scope" varchar(10) NOT NULL, "reason" varchar(10) NOT NULL, "reading_confirmed_at" datetime NULL, "completed_at" datetime NOT NULL, "section_digest" varchar(64) NOT NULL, "html_digest" varchar(64) NOT NULL, "quiz_digest" varchar(64) NOT NULL, "payload_digest" varchar(64) NOT NULL, "attempt_id" char(32) NOT NULL UNIQUE REFERENCES "courses_attempt" ("id") DEFERRABLE INITIALLY DEFERRED, "employee_id" bigint NOT NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "payload_id" char(32) NOT NULL UNIQUE REFERENCES "records_payload" ("id") DEFERRABLE INITIALLY DEFERRED, "section_id" bigint NOT NULL REFERENCES "handbook_section" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NOT NULL REFERENCES "handbook_version" ("id") DEFERRABLE INITIALLY DEFERRED, "leaders_since" integer unsigned NULL CHECK ("leaders_since" >= 0), "sequence" integer unsigned NOT NULL CHECK ("sequence" >= 0), CONSTRAINT "one_completion_per_sequence" UNIQUE ("employee_id", "section_id", "sequence"));
INSERT INTO "courses_completion" VALUES('291e844609ef4bf6bdb5bf927374b915','nb','everyone',0,'whole','new','2024-05-06 10:00:00','2024-05-06 10:01:00','fa16b9bfe3e287994a042d298f472e72a5504ea5dc3700e32b9dca00f1a71dc5','8d84c4c86be1c8aa388b23e9952784127493ba5cdfdf007745d530555f92cdb5','39b6d002f6a76878914569ad823030100d0d50ec6f9ea9628859d99a0a55a908','a45302e511d374aeec376e072e358407daf83c6201f57cf2ae99945c8766bb2f','0c70da4726e646f690a1b622064bed05',1,'d44657268996473f986fc963f9ba0186',1,1,NULL,1);
INSERT INTO "courses_completion" VALUES('be7ce43b672f40f48b469c44a3d60b6f','nb','everyone',0,'whole','new','2024-05-06 10:00:00','2024-05-06 10:01:00','925949bd02db476b5d816e34507dca0d2bb0e3382188ffa58710176b128a8e0a','5dcf2fe7b2c48be17d6f18e524af966bd8b5c2c8380603cf40cd1a9e29fa76da','00f77f90c2067c5ffa93e127dc187704cb6a47982db9f39e2056f37e3050b769','49025b54dce9b0089fd63e14b58cd54738636f253377d5281329f1c4830ee9fe','b965105bbf514c46901bc1671b6adf83',1,'384699fa2b6242b886d7b3df771fef5b',2,2,NULL,1);
INSERT INTO "courses_completion" VALUES('fc80f848f46046a6a9287f7c1a4eccf5','nb','everyone',0,'whole','new','2024-05-06 10:00:00','2024-05-06 10:02:00','e9b75a220cb3ef2e088c706dad5f93c6c125e0f155681412aceb91cb78e30db7','51e8b3fe5eaf4986a96b3a9041d9c79f32774b72a06db1cb01b840ed341f6030','59d51dfacff7505b9c8f8b329d10cfa7aa54e55a60f32ce5b8d6520b7c18b687','aa133b1f836a2ccd313ecb5d13021ca912765835f8bd4ad9591d7032ba1591fc','72e118fcb2e14fe0b6f4fe9df3096148',1,'5e2a83609bc64716a9f608a8c4fa6e85',3,3,NULL,1);
INSERT INTO "courses_completion" VALUES('8163df3bbf85469ebc6bce1448c64f4e','nb','everyone',0,'whole','new','2024-05-06 10:00:00','2024-05-06 10:01:00','fa16b9bfe3e287994a042d298f472e72a5504ea5dc3700e32b9dca00f1a71dc5','8d84c4c86be1c8aa388b23e9952784127493ba5cdfdf007745d530555f92cdb5','39b6d002f6a76878914569ad823030100d0d50ec6f9ea9628859d99a0a55a908','ab54b8541efb2cf3909a5d1eeb71ed7828b8c64e201ab3bf993be07dc0f788e6','fad9eff85378408b820cbfda3650cab3',1,'3e4bc784db9b48e487ba3372c6d8a0c8',4,4,NULL,1);
INSERT INTO "courses_completion" VALUES('cfb0615c41424ab1a85d96303402b20a','nb','leaders',0,'whole','new','2024-05-06 10:00:00','2024-05-06 10:02:00','fa16b9bfe3e287994a042d298f472e72a5504ea5dc3700e32b9dca00f1a71dc5','8d84c4c86be1c8aa388b23e9952784127493ba5cdfdf007745d530555f92cdb5','39b6d002f6a76878914569ad823030100d0d50ec6f9ea9628859d99a0a55a908','1137aa657d54a75217cb56b76362446d60e9aa1242bed018514b4180f81a646a','a13c8515d57042939e6710e878291c4f',2,'5aaa7b1b42fa4f8aafdb015c8f4a5944',1,1,0,1);
INSERT INTO "courses_completion" VALUES('6728e06545b34e17ac629a28c2e43deb','nn','leaders',0,'whole','new','2024-05-06 10:00:00','2024-05-06 10:01:00','dd9d8f0a0656efc1cd7ffff8dda9ed86d6b76477fb222e5d026ae686539bcabd','2da306492de493dcfaf51b9de438e3c3641bfa520495e017578c7a71487890d0','052574fc5d74d49596c321e65784148b56e6351914ba2c9f10acddf0e579e017','e9daf1ee03618c721b12b9a8a8d204b35b8304528e43e0bb3ada0260ea8abfff','3c285cecfe354f6683f365099de61f04',2,'9155bb8c9a6247348d5aa1bff1e84a3b',2,2,0,1);
INSERT INTO "courses_completion" VALUES('68dda4b1f81f4fca9006db3ecae941d7','nn','leaders',0,'whole','new','2024-05-06 10:00:00','2024-05-06 10:02:00','160cf721945914551247bb496a67ee717708d1b00c02f11fdfa52cef751c9838','51e8b3fe5eaf4986a96b3a9041d9c79f32774b72a06db1cb01b840ed341f6030','0622b7332c8057233f3d10ca57cedb55738b0a965665b07503a56eac4c903fe3','978a3f48ead820cd5bee13818332ae66e1fd4a85bf66555aabd565389c29d0c3','797507af43064f818754220264777023',2,'5e0e922dcac641daba9af2f11dc87aee',3,3,0,1);
INSERT INTO "courses_completion" VALUES('ae65da76858c4658a936ed37cd5153db','nb','leaders',0,'whole','new','2024-05-06 10:00:00','2024-05-06 10:01:00','fa16b9bfe3e287994a042d298f472e72a5504ea5dc3700e32b9dca00f1a71dc5','8d84c4c86be1c8aa388b23e9952784127493ba5cdfdf007745d530555f92cdb5','39b6d002f6a76878914569ad823030100d0d50ec6f9ea9628859d99a0a55a908','eeab780060dfa31db719acc87843e72aa90df19e423181b57ce077dca1a54963','c34087ddf2c34454a9a7d7c7951a2970',2,'fe8847fa56584c1fad9f528664cc1d33',4,4,0,1);
CREATE TABLE "courses_credit" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "question" varchar(64) NOT NULL, "reason" varchar(500) NOT NULL, "at" datetime NOT NULL, "attempt_id" char(32) NOT NULL REFERENCES "courses_attempt" ("id") DEFERRABLE INITIALLY DEFERRED, "by_id" bigint NOT NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_credit_per_question" UNIQUE ("attempt_id", "question"));
CREATE TABLE "courses_latestcompletion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "audience" varchar(10) NOT NULL, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "language" varchar(5) NOT NULL, "completed_at" datetime NOT NULL, "employee_id" bigint NOT NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "section_id" bigint NOT NULL REFERENCES "handbook_section" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NULL REFERENCES "people_unit" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_from" date NULL, "unit_to" date NULL, CONSTRAINT "one_latest_completion_per_audience" UNIQUE ("employee_id", "section_id", "audience"));
INSERT INTO "courses_latestcompletion" VALUES(1,'everyone',1,'nb','2024-05-06 10:01:00',1,1,NULL,NULL,NULL);
INSERT INTO "courses_latestcompletion" VALUES(2,'everyone',1,'nb','2024-05-06 10:01:00',1,2,NULL,NULL,NULL);
INSERT INTO "courses_latestcompletion" VALUES(3,'everyone',1,'nb','2024-05-06 10:02:00',1,3,NULL,NULL,NULL);
INSERT INTO "courses_latestcompletion" VALUES(4,'everyone',1,'nb','2024-05-06 10:01:00',1,4,NULL,NULL,NULL);
INSERT INTO "courses_latestcompletion" VALUES(5,'everyone',1,'nb','2024-05-06 10:02:00',2,1,NULL,NULL,NULL);
INSERT INTO "courses_latestcompletion" VALUES(6,'leaders',1,'nb','2024-05-06 10:02:00',2,1,NULL,NULL,NULL);
INSERT INTO "courses_latestcompletion" VALUES(7,'everyone',1,'nn','2024-05-06 10:01:00',2,2,NULL,NULL,NULL);
INSERT INTO "courses_latestcompletion" VALUES(8,'leaders',1,'nn','2024-05-06 10:01:00',2,2,NULL,NULL,NULL);
INSERT INTO "courses_latestcompletion" VALUES(9,'everyone',1,'nn','2024-05-06 10:02:00',2,3,NULL,NULL,NULL);
INSERT INTO "courses_latestcompletion" VALUES(10,'leaders',1,'nn','2024-05-06 10:02:00',2,3,NULL,NULL,NULL);
INSERT INTO "courses_latestcompletion" VALUES(11,'everyone',1,'nb','2024-05-06 10:01:00',2,4,NULL,NULL,NULL);
INSERT INTO "courses_latestcompletion" VALUES(12,'leaders',1,'nb','2024-05-06 10:01:00',2,4,NULL,NULL,NULL);
CREATE TABLE "courses_requirement" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "from_day" date NOT NULL, "to_day" date NULL, "newcomer_days" integer unsigned NOT NULL CHECK ("newcomer_days" >= 0), "change_days" integer unsigned NOT NULL CHECK ("change_days" >= 0), "valid_months" integer unsigned NULL CHECK ("valid_months" >= 0), "again_from" date NULL, "handbook_id" bigint NOT NULL REFERENCES "handbook_handbook" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NULL REFERENCES "people_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "requirement_ends_after_it_begins" CHECK (("to_day" IS NULL OR "to_day" >= ("from_day"))));
INSERT INTO "courses_requirement" VALUES(1,'2024-05-06',NULL,30,14,0,NULL,2,NULL);
INSERT INTO "courses_requirement" VALUES(2,'2024-05-06',NULL,30,14,NULL,NULL,3,NULL);
INSERT INTO "courses_requirement" VALUES(3,'2024-05-06',NULL,30,14,NULL,NULL,1,NULL);
INSERT INTO "courses_requirement" VALUES(4,'2024-05-06',NULL,9999999,14,NULL,NULL,3,1);
CREATE TABLE "courses_withdrawnquestion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "question" varchar(64) NOT NULL, "wording" text NOT NULL CHECK ((JSON_VALID("wording") OR "wording" IS NULL)), "wording_digest" varchar(64) NOT NULL, "reason" varchar(500) NOT NULL, "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "section_id" bigint NOT NULL REFERENCES "handbook_section" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NOT NULL REFERENCES "handbook_version" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_withdrawal_of_the_same_words" UNIQUE ("section_id", "question", "wording_digest"));
CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL CHECK ("action_flag" >= 0), "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "action_time" datetime NOT NULL);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'contenttypes','0001_initial','2026-11-30 15:36:17.115297');
INSERT INTO "django_migrations" VALUES(2,'contenttypes','0002_remove_content_type_name','2026-11-30 15:36:17.286847');
INSERT INTO "django_migrations" VALUES(3,'auth','0001_initial','2026-11-30 15:36:17.340166');
INSERT INTO "django_migrations" VALUES(4,'auth','0002_alter_permission_name_max_length','2026-11-30 15:36:17.357955');
INSERT INTO "django_migrations" VALUES(5,'auth','0003_alter_user_email_max_length','2026-11-30 15:36:17.370940');
INSERT INTO "django_migrations" VALUES(6,'auth','0004_alter_user_username_opts','2026-11-30 15:36:17.382804');
INSERT INTO "django_migrations" VALUES(7,'auth','0005_alter_user_last_login_null','2026-11-30 15:36:17.398653');
INSERT INTO "django_migrations" VALUES(8,'auth','0006_require_contenttypes_0002','2026-11-30 15:36:17.408446');
INSERT INTO "django_migrations" VALUES(9,'auth','0007_alter_validators_add_error_messages','2026-11-30 15:36:17.418516');
INSERT INTO "django_migrations" VALUES(10,'auth','0008_alter_user_username_max_length','2026-11-30 15:36:17.441307');
INSERT INTO "django_migrations" VALUES(11,'auth','0009_alter_user_last_name_max_length','2026-11-30 15:36:17.453074');
INSERT INTO "django_migrations" VALUES(12,'auth','0010_alter_group_name_max_length','2026-11-30 15:36:17.463102');
INSERT INTO "django_migrations" VALUES(13,'auth','0011_update_proxy_permissions','2026-11-30 15:36:17.478477');
INSERT INTO "django_migrations" VALUES(14,'auth','0012_alter_user_first_name_max_length','2026-11-30 15:36:17.490657');
INSERT INTO "django_migrations" VALUES(15,'people','0001_first_tables','2026-11-30 15:36:17.576032');
INSERT INTO "django_migrations" VALUES(16,'admin','0001_initial','2026-11-30 15:36:17.624356');
INSERT INTO "django_migrations" VALUES(17,'admin','0002_logentry_remove_auto_add','2026-11-30 15:36:17.664246');
INSERT INTO "django_migrations" VALUES(18,'admin','0003_logentry_add_action_flag_choices','2026-11-30 15:36:17.693796');
INSERT INTO "django_migrations" VALUES(19,'people','0002_numbers_fit_into_addresses','2026-11-30 15:36:17.725771');
INSERT INTO "django_migrations" VALUES(20,'people','0003_languages_to_choose','2026-11-30 15:36:17.762768');
INSERT INTO "django_migrations" VALUES(21,'handbook','0001_first_tables','2026-11-30 15:36:18.483886');
INSERT INTO "django_migrations" VALUES(22,'handbook','0002_words_for_searching','2026-11-30 15:36:18.580067');
INSERT INTO "django_migrations" VALUES(23,'handbook','0003_words_of_what_is_published','2026-11-30 15:36:18.657122');
INSERT INTO "django_migrations" VALUES(24,'handbook','0004_settled_ids','2026-11-30 15:36:18.743272');
INSERT INTO "django_migrations" VALUES(25,'handbook','0005_what_an_edition_was_made_from','2026-11-30 15:36:18.995820');
INSERT INTO "django_migrations" VALUES(26,'handbook','0006_older_editions_made_from','2026-11-30 15:36:19.081066');
INSERT INTO "django_migrations" VALUES(27,'handbook','0007_translation_checks','2026-11-30 15:36:19.196081');
INSERT INTO "django_migrations" VALUES(28,'handbook','0008_whom_languages_serve','2026-11-30 15:36:19.233010');
INSERT INTO "django_migrations" VALUES(29,'handbook','0009_spoken_names','2026-11-30 15:36:19.414259');
INSERT INTO "django_migrations" VALUES(30,'handbook','0010_stages_of_a_version','2026-11-30 15:36:19.795331');
INSERT INTO "django_migrations" VALUES(31,'handbook','0011_what_is_published_says_so','2026-11-30 15:36:19.914965');
INSERT INTO "django_migrations" VALUES(32,'handbook','0012_one_draft_and_one_scheduled','2026-11-30 15:36:20.263234');
INSERT INTO "django_migrations" VALUES(33,'handbook','0013_approvals','2026-11-30 15:36:20.669595');
INSERT INTO "django_migrations" VALUES(34,'handbook','0014_owners_and_review_days','2026-11-30 15:36:20.876506');
INSERT INTO "django_migrations" VALUES(35,'handbook','0015_pages_that_hr_edits','2026-11-30 15:36:20.970256');
INSERT INTO "django_migrations" VALUES(36,'records','0001_first_tables','2026-11-30 15:36:21.836731');
INSERT INTO "django_migrations" VALUES(37,'courses','0001_first_tables','2026-11-30 15:36:23.038388');
INSERT INTO "django_migrations" VALUES(38,'courses','0002_spoken_names','2026-11-30 15:36:24.675574');
INSERT INTO "django_migrations" VALUES(39,'courses','0003_since_for_leaders','2026-11-30 15:36:25.696359');
INSERT INTO "django_migrations" VALUES(40,'courses','0004_carried_answers','2026-11-30 15:36:25.769856');
INSERT INTO "django_migrations" VALUES(41,'courses','0005_sequence_of_completions','2026-11-30 15:36:25.890925');
INSERT INTO "django_migrations" VALUES(42,'courses','0006_number_completions','2026-11-30 15:36:25.993933');
INSERT INTO "django_migrations" VALUES(43,'courses','0007_one_completion_per_sequence','2026-11-30 15:36:26.269660');
INSERT INTO "django_migrations" VALUES(44,'courses','0008_requirements_end_after_they_begin','2026-11-30 15:36:26.341083');
INSERT INTO "django_migrations" VALUES(45,'courses','0009_withdrawn_questions','2026-11-30 15:36:26.603408');
INSERT INTO "django_migrations" VALUES(46,'courses','0010_unit_of_a_latest_completion','2026-11-30 15:36:27.323102');
INSERT INTO "django_migrations" VALUES(47,'people','0004_leaders_are_found_by_an_index','2026-11-30 15:36:27.424336');
INSERT INTO "django_migrations" VALUES(48,'records','0002_events_in_order','2026-11-30 15:36:27.502852');
INSERT INTO "django_migrations" VALUES(49,'sessions','0001_initial','2026-11-30 15:36:27.542545');
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "handbook_approval" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "role" varchar(10) NOT NULL, "name" varchar(120) NOT NULL, "at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NOT NULL, CONSTRAINT "a_legal_sign_off_names_who" CHECK ((("name" = '' AND "role" = 'editor') OR ("role" = 'legal' AND NOT ("name" = '')))));
CREATE TABLE "handbook_change" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "clause" varchar(64) NOT NULL, "what" varchar(10) NOT NULL, "kind" varchar(15) NOT NULL, "language" varchar(5) NOT NULL, "reason" text NOT NULL, "at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "version_id" bigint NOT NULL REFERENCES "handbook_version" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "handbook_change" VALUES(1,'title','new','new_rule','','','2024-05-06 08:00:00',NULL,1);
INSERT INTO "handbook_change" VALUES(2,'message','new','new_rule','','','2024-05-06 08:00:00',NULL,1);
INSERT INTO "handbook_change" VALUES(3,'ethics-1','new','new_rule','','','2024-05-06 08:00:00',NULL,1);
INSERT INTO "handbook_change" VALUES(4,'title','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(5,'message','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(6,'reply-intro','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(7,'reply-item-1','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(8,'reply-item-2','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(9,'reply-item-3','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(10,'reply-step-1','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(11,'reply-step-2','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(12,'reply-step-3','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(13,'reply-dashes','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(14,'reply-blanks','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(15,'reply-letters','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(16,'reply-goes-on','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(17,'reply-table','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(18,'reply-marks','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(19,'reply-emphasis','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(20,'reply-escape','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(21,'reply-note','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(22,'reply-windows','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(23,'reply-link','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(24,'reply-address','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(25,'reply-leaders','new','new_rule','','','2024-05-06 08:00:00',NULL,2);
INSERT INTO "handbook_change" VALUES(26,'title','new','new_rule','','','2024-05-06 08:00:00',NULL,3);
INSERT INTO "handbook_change" VALUES(27,'message','new','new_rule','','','2024-05-06 08:00:00',NULL,3);
INSERT INTO "handbook_change" VALUES(28,'print-1','new','new_rule','','','2024-05-06 08:00:00',NULL,3);
INSERT INTO "handbook_change" VALUES(29,'title','new','new_rule','','','2024-05-06 08:00:00',NULL,4);
INSERT INTO "handbook_change" VALUES(30,'message','new','new_rule','','','2024-05-06 08:00:00',NULL,4);
INSERT INTO "handbook_change" VALUES(31,'ethics-1','new','new_rule','','','2024-05-06 08:00:00',NULL,4);
CREATE TABLE "handbook_clausetext" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "clause" varchar(64) NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "number" integer unsigned NULL CHECK ("number" >= 0), "audience" varchar(10) NOT NULL, "origin" varchar(10) NOT NULL, "laws" text NOT NULL CHECK ((JSON_VALID("laws") OR "laws" IS NULL)), "illustrates" text NOT NULL CHECK ((JSON_VALID("illustrates") OR "illustrates" IS NULL)), "text" text NOT NULL, "html" text NOT NULL, "list_kind" varchar(2) NOT NULL, "words_digest" varchar(64) NOT NULL, "digest" varchar(64) NOT NULL, "is_current" bool NOT NULL, "edition_id" bigint NOT NULL REFERENCES "handbook_edition" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_text_per_clause_of_an_edition" UNIQUE ("edition_id", "clause"), CONSTRAINT "one_clause_per_place_of_an_edition" UNIQUE ("edition_id", "position"));
INSERT INTO "handbook_clausetext" VALUES(1,'ethics-1',1,1,'everyone','guideline','[]','[]','– skriv ut – heng opp','<p>– skriv ut
– heng opp</p>','','5bd8121d4e0e44008b80bac0037d1acdaf2727782a51d3f791076449d3b2fc60','45f7fc9ef868c6545aa5e246906bca888401bf8d5d59ddfbb89268ffc58c8a8a',1,1);
INSERT INTO "handbook_clausetext" VALUES(2,'reply-intro',1,1,'everyone','guideline','[]','[]','Du svarer kollegene.','<p>Du svarer kollegene.</p>','','a052fde80911e40e4e9ff832c648e59e9156c83ec8c12ad2522f096163cdbf4f','d1d08f32554c6ffc063c3a04a9fcf34a4702beb604f0e7d92e389b10317d4853',1,2);
INSERT INTO "handbook_clausetext" VALUES(3,'reply-item-1',2,2,'everyone','guideline','[]','[]','- Svar raskt.','Svar raskt.','ul','d5b6aa7a9cde65d737ac08927dc79c7faef955b8029f923ede86fc3a379711ec','abf958bf82ba3e2bf3e682fc4b0a7db3a6495050815782803588694850b2a712',1,2);
INSERT INTO "handbook_clausetext" VALUES(4,'reply-item-2',3,3,'everyone','guideline','[]','[]','- Svar høflig.','Svar høflig.','ul','edd89befe58b0d72bf3cd6f10d386a421bd174de25fd02d702183a2ef5682fb4','02aa7ecbbc1819da5a919d626db70f3066e36912c1313cb549b0384b0d8b5646',1,2);
INSERT INTO "handbook_clausetext" VALUES(5,'reply-item-3',4,4,'everyone','guideline','[]','[]','- **Frist: **tre dager.','**Frist: **tre dager.','ul','26447012c798137b4a3bffcc17fc774b369e90a2c2c9657030b867b34329a615','cef8991264194733ff5924aae817f7e368204353cd977cf8c0a38b536e3bc0c0',1,2);
INSERT INTO "handbook_clausetext" VALUES(6,'reply-step-1',5,5,'everyone','guideline','[]','[]','1. Les.','Les.','ol','ed57a36d4c5d14cc774887d49bb03279be885d5f1c21ed558bdd87f2335c7a3c','7251491a2f5deee2396bbc0ed2da932e0ee5fe4bd05e246a4c81b8e407ebf89a',1,2);
INSERT INTO "handbook_clausetext" VALUES(7,'reply-step-2',6,6,'everyone','guideline','[]','[]','2. Tenk.','<p>2. Tenk.</p>','','4d9db79315c24caac93a511c26ab759ed6aa3d60e6dbd9243f1277fa3bf0bbd7','8161e412a001496a3bb89b859e5c1d3cbec82a79208f94a6e80527ae8a43e6aa',1,2);
INSERT INTO "handbook_clausetext" VALUES(8,'reply-step-3',7,7,'everyone','guideline','[]','[]','3. Svar.','<p>3. Svar.</p>','','65873fd4d7c47382783276f169e0b18252decef36de461ce6e5ba9ff123fa515','b43a3ba4d15ec0983f4fc2bed99a5fcda48a0a5a34cc1fc864ecc97a941a32ca',1,2);
INSERT INTO "handbook_clausetext" VALUES(9,'reply-dashes',8,8,'everyone','guideline','[]','[]','– svare – melde','<p>– svare
– melde</p>','','5d16cc11ac73234e0faee856c66fa900ffc44f009d57dfde5fa4fc71cff94b35','6c14c197791eb5aa21a2c38f412b05bb426f1fa18e312b8e2ae0d727771ee973',1,2);
INSERT INTO "handbook_clausetext" VALUES(10,'reply-blanks',9,9,'everyone','guideline','[]','[]','- svare - melde','<p>-&nbsp;svare
-&nbsp;melde</p>','','f8531dddbfb9a6a54746e62c8ebabe989fb35b2dd08335c6f241e8db5018343e','63da76971514d5bfd42c64a27df9d3e66b2cbfbfba27137bef332659697b8041',1,2);
INSERT INTO "handbook_clausetext" VALUES(11,'reply-letters',10,10,'everyone','guideline','[]','[]','a) svare b) melde','<p>a) svare
b) melde</p>','','527056301e40eef12f8ec05e696b236ea1b048dface4964f52d0c8fa2e06df62','1f75850193f9449392b2cad4670423568cb81871e209890327a688fd32c4efb1',1,2);
INSERT INTO "handbook_clausetext" VALUES(12,'reply-goes-on',11,11,'everyone','guideline','[]','[]','2. Andre 3. Tredje','<p>2. Andre
3. Tredje</p>','','41ce08be200761b30b0d51d19f17487f3d700eaf9a39424974ca14450d8ef39a','e48bfe0a16fbdbd627bbce15ee3222fff3f6cea0ef5b8f09439c9742b03ce6f9',1,2);
INSERT INTO "handbook_clausetext" VALUES(13,'reply-table',12,12,'everyone','guideline','[]','[]','| Hva | Når | | --- | --- | | svar | nå |','<p>|&nbsp;Hva&nbsp;|&nbsp;Når&nbsp;|
|&nbsp;---&nbsp;|&nbsp;---&nbsp;|
|&nbsp;svar&nbsp;|&nbsp;nå&nbsp;|</p>','','a9a2d201321c93e33e82e620ccf4877dd8323a1a649cf5a9a727b2acf88272ae','ec089a2df9aa767697a06d4bb9081224b361dfcef50e9ac8be185a073a724560',1,2);
INSERT INTO "handbook_clausetext" VALUES(14,'reply-marks',13,13,'everyone','guideline','[]','[]','**Viktig: **Svar alltid.','<p>**Viktig: **Svar alltid.</p>','','95b2cd88238b0e06b2bd9222b4cbbdfc0a6fde1faa3085c4cef298818b37abee','d1693b39b97b8a73499b83cdfb8721f7f3a2a22c4be581ad495bc315c189bec3',1,2);
INSERT INTO "handbook_clausetext" VALUES(15,'reply-emphasis',14,14,'everyone','advice','[]','[]','*Merk svar.','<p>*Merk svar.</p>','','d72cc7aba3f59e259755c58c444069077deb1713044c25e86cb401e5855f0260','f2c9fe4419871e89cef2dbf840907b5dd45fce32676c8d1b8c038865148ae66b',1,2);
INSERT INTO "handbook_clausetext" VALUES(16,'reply-escape',15,15,'everyone','advice','[]','[]','O\''Brien svarer.','<p>O\''Brien svarer.</p>','','071f86297e016e2d3a2aa36e8d67267af2bef46b7a8ea9da9c1693d5eaaa3853','eaf7cb5959a366a0727716bd0ca921248f26fe644661be3c583b5aed2b07d092',1,2);
INSERT INTO "handbook_clausetext" VALUES(17,'reply-note',16,16,'everyone','advice','[]','[]','[!NOTE] Svar.','<p>[!NOTE] Svar.</p>','','1c660b000dbd2f2a3358662e102673c9ec6ea93724d544b9670d6d38c4e11a4d','b462e03bf1b269be7113ab25e6658360a2a22c266916a7c023610b783c83afa1',1,2);
INSERT INTO "handbook_clausetext" VALUES(18,'reply-windows',17,17,'everyone','advice','[]','[]','Frist 1015 dager.','<p>Frist 1015 dager.</p>','','51834cfcf87728ab8bfbb758c26b2d1ab022b311ab0957cca3da795f9f9237bd','04d9a70ec4af77697d4085b8bec2e9d794e487fa4ce634df087fd6e5fd460a6f',1,2);
INSERT INTO "handbook_clausetext" VALUES(19,'reply-link',18,18,'everyone','advice','[]','[]','Les [rutinen](https://kommune.example og mer','<p>Les [rutinen](https://kommune.example og mer</p>','','e8fcb025d39e91cfae128be262982e07fe29c287741beca001835b93a8a1ce43','572d5ec054740adce2972a28b59a479d8cc08ce956f0e77a14c259e99c706ac0',1,2);
INSERT INTO "handbook_clausetext" VALUES(20,'reply-address',19,19,'everyone','advice','[]','[]','Solvik kommune Postboks 1 4001 Solvik','<p>Solvik kommune
Postboks 1
4001 Solvik</p>','','6a30b89ecb3d791a4adc6051aba2464d2e57743c8c5a24fe939cc1e6f903ad0b','0ebc72aae6eb26b739e6dbb7d14d1268f2189f9bdd656abe5125c089ea1a5618',1,2);
INSERT INTO "handbook_clausetext" VALUES(21,'reply-leaders',20,20,'leaders','guideline','[]','[]','– Ledere svarer – og melder','<p>– Ledere svarer
– og melder</p>','','48eeded57919146946352e9d73d23e98083b6c207e7dbe32da5bb0c11cc49e9c','7a54690ce17cdf8c95211f1a2d36b49ea46ce7e86e3fca82aec7f3d8f849a90b',1,2);
INSERT INTO "handbook_clausetext" VALUES(22,'reply-intro',1,1,'everyone','guideline','[]','[]','Du svarer kollegaene.','<p>Du svarer kollegaene.</p>','','73afc17222bfadc9b109892be7d783b57e4f77a08952fe90204ba3e0a012de66','68287966d0da7f76085ffb0dfc5226d8052ec40004eede46d225e486c9061c34',1,3);
INSERT INTO "handbook_clausetext" VALUES(23,'reply-item-1',2,2,'everyone','guideline','[]','[]','- Svar raskt.','Svar raskt.','ul','d5b6aa7a9cde65d737ac08927dc79c7faef955b8029f923ede86fc3a379711ec','abf958bf82ba3e2bf3e682fc4b0a7db3a6495050815782803588694850b2a712',1,3);
INSERT INTO "handbook_clausetext" VALUES(24,'reply-item-2',3,3,'everyone','guideline','[]','[]','- Svar høfleg.','Svar høfleg.','ul','6db65c78a897c8d23c4a15ffa5611b3e99c5ad6bbd88d21940fb04e150c3de25','133b33fa854929fc73924d1610141f5f8de534f028fdbc10c58d26644ec221c9',1,3);
INSERT INTO "handbook_clausetext" VALUES(25,'reply-item-3',4,4,'everyone','guideline','[]','[]','- **Frist: **tre dager.','**Frist: **tre dager.','ul','26447012c798137b4a3bffcc17fc774b369e90a2c2c9657030b867b34329a615','cef8991264194733ff5924aae817f7e368204353cd977cf8c0a38b536e3bc0c0',1,3);
INSERT INTO "handbook_clausetext" VALUES(26,'reply-step-1',5,5,'everyone','guideline','[]','[]','1. Les.','Les.','ol','ed57a36d4c5d14cc774887d49bb03279be885d5f1c21ed558bdd87f2335c7a3c','7251491a2f5deee2396bbc0ed2da932e0ee5fe4bd05e246a4c81b8e407ebf89a',1,3);
INSERT INTO "handbook_clausetext" VALUES(27,'reply-step-2',6,6,'everyone','guideline','[]','[]','2. Tenk.','<p>2. Tenk.</p>','','4d9db79315c24caac93a511c26ab759ed6aa3d60e6dbd9243f1277fa3bf0bbd7','8161e412a001496a3bb89b859e5c1d3cbec82a79208f94a6e80527ae8a43e6aa',1,3);
INSERT INTO "handbook_clausetext" VALUES(28,'reply-step-3',7,7,'everyone','guideline','[]','[]','3. Svar.','<p>3. Svar.</p>','','65873fd4d7c47382783276f169e0b18252decef36de461ce6e5ba9ff123fa515','b43a3ba4d15ec0983f4fc2bed99a5fcda48a0a5a34cc1fc864ecc97a941a32ca',1,3);
INSERT INTO "handbook_clausetext" VALUES(29,'reply-dashes',8,8,'everyone','guideline','[]','[]','– svare – melde','<p>– svare
– melde</p>','','5d16cc11ac73234e0faee856c66fa900ffc44f009d57dfde5fa4fc71cff94b35','6c14c197791eb5aa21a2c38f412b05bb426f1fa18e312b8e2ae0d727771ee973',1,3);
INSERT INTO "handbook_clausetext" VALUES(30,'reply-blanks',9,9,'everyone','guideline','[]','[]','- svare - melde','<p>-&nbsp;svare
-&nbsp;melde</p>','','f8531dddbfb9a6a54746e62c8ebabe989fb35b2dd08335c6f241e8db5018343e','63da76971514d5bfd42c64a27df9d3e66b2cbfbfba27137bef332659697b8041',1,3);
INSERT INTO "handbook_clausetext" VALUES(31,'reply-letters',10,10,'everyone','guideline','[]','[]','a) svare b) melde','<p>a) svare
b) melde</p>','','527056301e40eef12f8ec05e696b236ea1b048dface4964f52d0c8fa2e06df62','1f75850193f9449392b2cad4670423568cb81871e209890327a688fd32c4efb1',1,3);
INSERT INTO "handbook_clausetext" VALUES(32,'reply-goes-on',11,11,'everyone','guideline','[]','[]','2. Andre 3. Tredje','<p>2. Andre
3. Tredje</p>','','41ce08be200761b30b0d51d19f17487f3d700eaf9a39424974ca14450d8ef39a','e48bfe0a16fbdbd627bbce15ee3222fff3f6cea0ef5b8f09439c9742b03ce6f9',1,3);
INSERT INTO "handbook_clausetext" VALUES(33,'reply-table',12,12,'everyone','guideline','[]','[]','| Kva | Når | | --- | --- | | svar | no |','<p>|&nbsp;Kva&nbsp;|&nbsp;Når&nbsp;|
|&nbsp;---&nbsp;|&nbsp;---&nbsp;|
|&nbsp;svar&nbsp;|&nbsp;no&nbsp;|</p>','','df1a5224ca47346dcb743605211566e7fc5a6e23324c9bc722f85c7a9a492ecb','6a0d2d9fdd3264d5876e53fec8abc90ee8295bede815a81d680cce2d9fa0b335',1,3);
INSERT INTO "handbook_clausetext" VALUES(34,'reply-marks',13,13,'everyone','guideline','[]','[]','**Viktig: **Svar alltid.','<p>**Viktig: **Svar alltid.</p>','','95b2cd88238b0e06b2bd9222b4cbbdfc0a6fde1faa3085c4cef298818b37abee','d1693b39b97b8a73499b83cdfb8721f7f3a2a22c4be581ad495bc315c189bec3',1,3);
INSERT INTO "handbook_clausetext" VALUES(35,'reply-emphasis',14,14,'everyone','advice','[]','[]','*Merk svar.','<p>*Merk svar.</p>','','d72cc7aba3f59e259755c58c444069077deb1713044c25e86cb401e5855f0260','f2c9fe4419871e89cef2dbf840907b5dd45fce32676c8d1b8c038865148ae66b',1,3);
INSERT INTO "handbook_clausetext" VALUES(36,'reply-escape',15,15,'everyone','advice','[]','[]','O\''Brien svarer.','<p>O\''Brien svarer.</p>','','071f86297e016e2d3a2aa36e8d67267af2bef46b7a8ea9da9c1693d5eaaa3853','eaf7cb5959a366a0727716bd0ca921248f26fe644661be3c583b5aed2b07d092',1,3);
INSERT INTO "handbook_clausetext" VALUES(37,'reply-note',16,16,'everyone','advice','[]','[]','[!NOTE] Svar.','<p>[!NOTE] Svar.</p>','','1c660b000dbd2f2a3358662e102673c9ec6ea93724d544b9670d6d38c4e11a4d','b462e03bf1b269be7113ab25e6658360a2a22c266916a7c023610b783c83afa1',1,3);
INSERT INTO "handbook_clausetext" VALUES(38,'reply-windows',17,17,'everyone','advice','[]','[]','Frist 1015 dagar.','<p>Frist 1015 dagar.</p>','','2babe607e435f32972595a471d77f235c1b67db157883b5ebeec3088cb45e96a','18743b83f2cd804c971ca71c9591d2df7620bf903b860562132af578cb7a71dc',1,3);
INSERT INTO "handbook_clausetext" VALUES(39,'reply-link',18,18,'everyone','advice','[]','[]','Les [rutinen](https://kommune.example og meir','<p>Les [rutinen](https://kommune.example og meir</p>','','ad27c6b068824d87c4129c1aa85276353539affb3f60947a9a3fbf9721d9a34b','4e2e2f728436168426e124eea5b73f190c3552eba510e68509ea3cd8852e183e',1,3);
INSERT INTO "handbook_clausetext" VALUES(40,'reply-address',19,19,'everyone','advice','[]','[]','Solvik kommune Postboks 1 4001 Solvik','<p>Solvik kommune
Postboks 1
4001 Solvik</p>','','6a30b89ecb3d791a4adc6051aba2464d2e57743c8c5a24fe939cc1e6f903ad0b','0ebc72aae6eb26b739e6dbb7d14d1268f2189f9bdd656abe5125c089ea1a5618',1,3);
INSERT INTO "handbook_clausetext" VALUES(41,'reply-leaders',20,20,'leaders','guideline','[]','[]','– Leiarar svarer – og melder','<p>– Leiarar svarer
– og melder</p>','','b5157a15805e0a31d332673440973f4235bc98196503c33756b6a4c8082a9848','c365bce092138705edf80d1a53a29a8013a5c56256fba411661a54700cd310f6',1,3);
INSERT INTO "handbook_clausetext" VALUES(42,'print-1',1,1,'everyone','guideline','[]','[]','– skriv ut – heng opp','<p>– skriv ut
– heng opp</p>','','5bd8121d4e0e44008b80bac0037d1acdaf2727782a51d3f791076449d3b2fc60','45f7fc9ef868c6545aa5e246906bca888401bf8d5d59ddfbb89268ffc58c8a8a',1,4);
INSERT INTO "handbook_clausetext" VALUES(43,'print-1',1,1,'everyone','guideline','[]','[]','– skriv ut – heng opp','<p>– skriv ut
– heng opp</p>','','5bd8121d4e0e44008b80bac0037d1acdaf2727782a51d3f791076449d3b2fc60','45f7fc9ef868c6545aa5e246906bca888401bf8d5d59ddfbb89268ffc58c8a8a',1,5);
INSERT INTO "handbook_clausetext" VALUES(44,'ethics-1',1,1,'everyone','guideline','[]','[]','– skriv ut – heng opp','<p>– skriv ut
– heng opp</p>','','5bd8121d4e0e44008b80bac0037d1acdaf2727782a51d3f791076449d3b2fc60','45f7fc9ef868c6545aa5e246906bca888401bf8d5d59ddfbb89268ffc58c8a8a',1,6);
CREATE TABLE "handbook_edition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(5) NOT NULL, "title" varchar(200) NOT NULL, "message" text NOT NULL, "news" text NOT NULL, "source" text NOT NULL, "html" text NOT NULL, "quiz" text NOT NULL, "laws" text NOT NULL CHECK ((JSON_VALID("laws") OR "laws" IS NULL)), "words" integer unsigned NOT NULL CHECK ("words" >= 0), "made_from" varchar(16) NOT NULL, "quiz_made_from" varchar(16) NOT NULL, "serves_everyone" bool NOT NULL, "serves_leaders" bool NOT NULL, "words_digest" varchar(64) NOT NULL, "section_digest" varchar(64) NOT NULL, "html_digest" varchar(64) NOT NULL, "quiz_digest" varchar(64) NOT NULL, "version_id" bigint NOT NULL REFERENCES "handbook_version" ("id") DEFERRABLE INITIALLY DEFERRED, "title_is_current" bool NOT NULL, "message_is_current" bool NOT NULL, "quiz_serves_everyone" bool NOT NULL, "quiz_serves_leaders" bool NOT NULL, CONSTRAINT "one_edition_per_language" UNIQUE ("version_id", "language"));
INSERT INTO "handbook_edition" VALUES(1,'nb','Utskrift','Skriv ut.','','§ ethics-1 (guideline)
– skriv ut
– heng opp
','<section class="clause" id="ethics-1">
<p>– skriv ut
– heng opp</p>
</section>','## who

§ ethics-1

Hvem henger opp?

- [x] a) Du
  > Ja.
- [ ] b) Kollegene (M01)
  > Nei.
- [ ] c) Ingen (M01)
  > Noen må.
','[]',8,'','',1,1,'55382ab0711c362daf42b39e823e16117a566b9aa94a1c90e8cac0b9a11ae6b3','fa16b9bfe3e287994a042d298f472e72a5504ea5dc3700e32b9dca00f1a71dc5','8d84c4c86be1c8aa388b23e9952784127493ba5cdfdf007745d530555f92cdb5','39b6d002f6a76878914569ad823030100d0d50ec6f9ea9628859d99a0a55a908',1,1,1,1,1);
INSERT INTO "handbook_edition" VALUES(2,'nb','"Svar"','''Svar alltid.''','','§ reply-intro (guideline)
Du svarer kollegene.

§ reply-item-1 (guideline)
- Svar raskt.

§ reply-item-2 (guideline)
- Svar høflig.

§ reply-item-3 (guideline)
- **Frist: **tre dager.

§ reply-step-1 (guideline)
1. Les.

§ reply-step-2 (guideline)
2. Tenk.

§ reply-step-3 (guideline)
3. Svar.

§ reply-dashes (guideline)
– svare
– melde

§ reply-blanks (guideline)
- svare
- melde

§ reply-letters (guideline)
a) svare
b) melde

§ reply-goes-on (guideline)
2. Andre
3. Tredje

§ reply-table (guideline)
| Hva | Når |
| --- | --- |
| svar | nå |

§ reply-marks (guideline)
**Viktig: **Svar alltid.

§ reply-emphasis (advice)
*Merk svar.

§ reply-escape (advice)
O\''Brien svarer.

§ reply-note (advice)
[!NOTE] Svar.

§ reply-windows (advice)
Frist 1015 dager.

§ reply-link (advice)
Les [rutinen](https://kommune.example og mer

§ reply-address (advice)
Solvik kommune
Postboks 1
4001 Solvik

§ reply-leaders (guideline, leaders)
– Ledere svarer
– og melder
','<section class="clause" id="reply-intro">
<p>Du svarer kollegene.</p>
</section>
<ul>
<li class="clause" id="reply-item-1">Svar raskt.</li>
<li class="clause" id="reply-item-2">Svar høflig.</li>
<li class="clause" id="reply-item-3">**Frist: **tre dager.</li>
</ul>
<ol>
<li class="clause" id="reply-step-1">Les.</li>
</ol>
<section class="clause" id="reply-step-2">
<p>2. Tenk.</p>
</section>
<section class="clause" id="reply-step-3">
<p>3. Svar.</p>
</section>
<section class="clause" id="reply-dashes">
<p>– svare
– melde</p>
</section>
<section class="clause" id="reply-blanks">
<p>-&nbsp;svare
-&nbsp;melde</p>
</section>
<section class="clause" id="reply-letters">
<p>a) svare
b) melde</p>
</section>
<section class="clause" id="reply-goes-on">
<p>2. Andre
3. Tredje</p>
</section>
<section class="clause" id="reply-table">
<p>|&nbsp;Hva&nbsp;|&nbsp;Når&nbsp;|
|&nbsp;---&nbsp;|&nbsp;---&nbsp;|
|&nbsp;svar&nbsp;|&nbsp;nå&nbsp;|</p>
</section>
<section class="clause" id="reply-marks">
<p>**Viktig: **Svar alltid.</p>
</section>
<section class="clause" id="reply-emphasis">
<p>*Merk svar.</p>
</section>
<section class="clause" id="reply-escape">
<p>O\''Brien svarer.</p>
</section>
<section class="clause" id="reply-note">
<p>[!NOTE] Svar.</p>
</section>
<section class="clause" id="reply-windows">
<p>Frist 1015 dager.</p>
</section>
<section class="clause" id="reply-link">
<p>Les [rutinen](https://kommune.example og mer</p>
</section>
<section class="clause" id="reply-address">
<p>Solvik kommune
Postboks 1
4001 Solvik</p>
</section>
<section class="clause" id="reply-leaders">
<p>– Ledere svarer
– og melder</p>
</section>','## who-replies-first-first-first-first-first-first-first-first-allti

§ reply-intro

Hvem svarer **du: **først?

- [x] a) Kollegene
  > – Alltid.
- [ ] b) Kollegene (M01)
  > De svarer ikke [selv](https://kommune.example alltid.
- [ ] c) Alle svarene over (M01)
  > Noen må svare.
','[]',80,'','',1,1,'409e2487ea2a5683f9bdc7d8e61d02eff628562bcd0f1099d5e3a7b8ac418d9b','925949bd02db476b5d816e34507dca0d2bb0e3382188ffa58710176b128a8e0a','5dcf2fe7b2c48be17d6f18e524af966bd8b5c2c8380603cf40cd1a9e29fa76da','00f77f90c2067c5ffa93e127dc187704cb6a47982db9f39e2056f37e3050b769',2,1,1,1,1);
INSERT INTO "handbook_edition" VALUES(3,'nn','"Svar"','''Svar alltid.''','','§ reply-intro
Du svarer kollegaene.

§ reply-item-1
- Svar raskt.

§ reply-item-2
- Svar høfleg.

§ reply-item-3
- **Frist: **tre dager.

§ reply-step-1
1. Les.

§ reply-step-2
2. Tenk.

§ reply-step-3
3. Svar.

§ reply-dashes
– svare
– melde

§ reply-blanks
- svare
- melde

§ reply-letters
a) svare
b) melde

§ reply-goes-on
2. Andre
3. Tredje

§ reply-table
| Kva | Når |
| --- | --- |
| svar | no |

§ reply-marks
**Viktig: **Svar alltid.

§ reply-emphasis
*Merk svar.

§ reply-escape
O\''Brien svarer.

§ reply-note
[!NOTE] Svar.

§ reply-windows
Frist 1015 dagar.

§ reply-link
Les [rutinen](https://kommune.example og meir

§ reply-address
Solvik kommune
Postboks 1
4001 Solvik

§ reply-leaders
– Leiarar svarer
– og melder
','<section class="clause" id="reply-intro">
<p>Du svarer kollegaene.</p>
</section>
<ul>
<li class="clause" id="reply-item-1">Svar raskt.</li>
<li class="clause" id="reply-item-2">Svar høfleg.</li>
<li class="clause" id="reply-item-3">**Frist: **tre dager.</li>
</ul>
<ol>
<li class="clause" id="reply-step-1">Les.</li>
</ol>
<section class="clause" id="reply-step-2">
<p>2. Tenk.</p>
</section>
<section class="clause" id="reply-step-3">
<p>3. Svar.</p>
</section>
<section class="clause" id="reply-dashes">
<p>– svare
– melde</p>
</section>
<section class="clause" id="reply-blanks">
<p>-&nbsp;svare
-&nbsp;melde</p>
</section>
<section class="clause" id="reply-letters">
<p>a) svare
b) melde</p>
</section>
<section class="clause" id="reply-goes-on">
<p>2. Andre
3. Tredje</p>
</section>
<section class="clause" id="reply-table">
<p>|&nbsp;Kva&nbsp;|&nbsp;Når&nbsp;|
|&nbsp;---&nbsp;|&nbsp;---&nbsp;|
|&nbsp;svar&nbsp;|&nbsp;no&nbsp;|</p>
</section>
<section class="clause" id="reply-marks">
<p>**Viktig: **Svar alltid.</p>
</section>
<section class="clause" id="reply-emphasis">
<p>*Merk svar.</p>
</section>
<section class="clause" id="reply-escape">
<p>O\''Brien svarer.</p>
</section>
<section class="clause" id="reply-note">
<p>[!NOTE] Svar.</p>
</section>
<section class="clause" id="reply-windows">
<p>Frist 1015 dagar.</p>
</section>
<section class="clause" id="reply-link">
<p>Les [rutinen](https://kommune.example og meir</p>
</section>
<section class="clause" id="reply-address">
<p>Solvik kommune
Postboks 1
4001 Solvik</p>
</section>
<section class="clause" id="reply-leaders">
<p>– Leiarar svarer
– og melder</p>
</section>','## who-replies-first-first-first-first-first-first-first-first-allti

Kven svarer **du: **først?

- [x] a) Kollegaene
  > – Alltid.
- [ ] b) Kollegaene
  > Dei svarer ikkje [sjølve](https://kommune.example alltid.
- [ ] c) Alle svara over
  > Nokon må svare.
','[]',80,'409e2487ea2a5683','00f77f90c2067c5f',1,1,'8c04362474b37229289bc5da8b789590ae7b61586d486a2b1867d2845579ebe3','dd9d8f0a0656efc1cd7ffff8dda9ed86d6b76477fb222e5d026ae686539bcabd','2da306492de493dcfaf51b9de438e3c3641bfa520495e017578c7a71487890d0','052574fc5d74d49596c321e65784148b56e6351914ba2c9f10acddf0e579e017',2,1,1,1,1);
INSERT INTO "handbook_edition" VALUES(4,'nb','Utskrift','Skriv ut.','','§ print-1 (guideline)
– skriv ut
– heng opp
','<section class="clause" id="print-1">
<p>– skriv ut
– heng opp</p>
</section>','## who

§ print-1

Hvem svarer **du: **først?

- [x] a) Kollegene
  > – Alltid.
- [ ] b) Kollegene (M01)
  > De svarer ikke [selv](https://kommune.example alltid.
- [ ] c) Alle svarene over (M01)
  > Noen må svare.
','[]',8,'','',1,1,'67e84901268293e90f91f8468f572c40aa2239e8ed38a95fec639c166c4f0db8','e9b75a220cb3ef2e088c706dad5f93c6c125e0f155681412aceb91cb78e30db7','51e8b3fe5eaf4986a96b3a9041d9c79f32774b72a06db1cb01b840ed341f6030','59d51dfacff7505b9c8f8b329d10cfa7aa54e55a60f32ce5b8d6520b7c18b687',3,1,1,1,1);
INSERT INTO "handbook_edition" VALUES(5,'nn','Utskrift','Skriv ut.','','§ print-1
– skriv ut
– heng opp
','<section class="clause" id="print-1">
<p>– skriv ut
– heng opp</p>
</section>','## who

Kven svarer **du: **først?

- [x] a) Kollegaene
  > – Alltid.
- [ ] b) Kollegaene
  > Dei svarer ikkje [sjølve](https://kommune.example alltid.
- [ ] c) Alle svara over
  > Nokon må svare.
','[]',8,'67e84901268293e9','59d51dfacff7505b',1,1,'d3e575627661590a9bfe89f3942edccafbf238c48c8c1baf8fd1b4d86346a4cd','160cf721945914551247bb496a67ee717708d1b00c02f11fdfa52cef751c9838','51e8b3fe5eaf4986a96b3a9041d9c79f32774b72a06db1cb01b840ed341f6030','0622b7332c8057233f3d10ca57cedb55738b0a965665b07503a56eac4c903fe3',3,1,1,1,1);
INSERT INTO "handbook_edition" VALUES(6,'nb','Utskrift','Skriv ut.','','§ ethics-1 (guideline)
– skriv ut
– heng opp
','<section class="clause" id="ethics-1">
<p>– skriv ut
– heng opp</p>
</section>','## who

§ ethics-1

Hvem henger opp?

- [x] a) Du
  > Ja.
- [ ] b) Kollegene (M01)
  > Nei.
- [ ] c) Ingen (M01)
  > Noen må.
','[]',8,'','',1,1,'55382ab0711c362daf42b39e823e16117a566b9aa94a1c90e8cac0b9a11ae6b3','fa16b9bfe3e287994a042d298f472e72a5504ea5dc3700e32b9dca00f1a71dc5','8d84c4c86be1c8aa388b23e9952784127493ba5cdfdf007745d530555f92cdb5','39b6d002f6a76878914569ad823030100d0d50ec6f9ea9628859d99a0a55a908',4,1,1,1,1);
CREATE TABLE "handbook_handbook" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(50) NOT NULL UNIQUE, "source_language" varchar(5) NOT NULL, "title" varchar(200) NOT NULL, "title_nb" varchar(200) NULL, "title_nn" varchar(200) NULL, "title_en" varchar(200) NULL, "lead" text NOT NULL, "lead_nb" text NULL, "lead_nn" text NULL, "lead_en" text NULL, "in_short" text NOT NULL, "in_short_nb" text NULL, "in_short_nn" text NULL, "in_short_en" text NULL, "contacts" text NOT NULL CHECK ((JSON_VALID("contacts") OR "contacts" IS NULL)), "misconceptions" text NOT NULL CHECK ((JSON_VALID("misconceptions") OR "misconceptions" IS NULL)), "open_to_all" bool NOT NULL, "legal_review" varchar(20) NOT NULL, "withdrawn_on" date NULL, "needs_four_eyes" bool NOT NULL, "needs_legal_sign_off" bool NOT NULL);
INSERT INTO "handbook_handbook" VALUES(1,'Etiske retningslinjer','nb','Replies','Etikk','Etikk','Replies','How to reply.','Slik svarer du.','Slik svarer du.','How to reply.','Reply.','Svar.','Svar.','Reply.','[]','{"M01": {"side": "careless", "nb": "Noen andre svarer", "nn": "Nokon andre svarer", "en": "Somebody else replies"}}',1,'pending',NULL,0,0);
INSERT INTO "handbook_handbook" VALUES(2,'old','nb','Replies','Svar','Svar','Replies','How to reply.','Slik svarer du.','Slik svarer du.','How to reply.','Reply.','Svar.','Svar.','Reply.','[]','{"M01": {"side": "careless", "nb": "Noen andre svarer", "nn": "Nokon andre svarer", "en": "Somebody else replies"}}',1,'pending',NULL,0,0);
INSERT INTO "handbook_handbook" VALUES(3,'start','nb','Replies','Etikk','Etikk','Replies','How to reply.','Slik svarer du.','Slik svarer du.','How to reply.','Reply.','Svar.','Svar.','Reply.','[]','{"M01": {"side": "careless", "nb": "Noen andre svarer", "nn": "Nokon andre svarer", "en": "Somebody else replies"}}',1,'pending',NULL,0,0);
CREATE TABLE "handbook_occurrence" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(5) NOT NULL, "clause" varchar(64) NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "times" integer unsigned NOT NULL CHECK ("times" >= 0), "section_id" bigint NOT NULL REFERENCES "handbook_section" ("id") DEFERRABLE INITIALLY DEFERRED, "word_id" bigint NOT NULL REFERENCES "handbook_word" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_occurrence_per_word_and_clause" UNIQUE ("word_id", "section_id", "language", "clause"));
INSERT INTO "handbook_occurrence" VALUES(1,'nb','title',0,1,1,5);
INSERT INTO "handbook_occurrence" VALUES(2,'nb','message',0,1,1,3);
INSERT INTO "handbook_occurrence" VALUES(3,'nb','message',0,1,1,4);
INSERT INTO "handbook_occurrence" VALUES(4,'nb','ethics-1',1,1,1,3);
INSERT INTO "handbook_occurrence" VALUES(5,'nb','ethics-1',1,1,1,4);
INSERT INTO "handbook_occurrence" VALUES(6,'nb','ethics-1',1,1,1,1);
INSERT INTO "handbook_occurrence" VALUES(7,'nb','ethics-1',1,1,1,2);
INSERT INTO "handbook_occurrence" VALUES(8,'nb','title',0,1,2,40);
INSERT INTO "handbook_occurrence" VALUES(9,'nb','message',0,1,2,40);
INSERT INTO "handbook_occurrence" VALUES(10,'nb','message',0,1,2,12);
INSERT INTO "handbook_occurrence" VALUES(11,'nb','reply-intro',1,1,2,17);
INSERT INTO "handbook_occurrence" VALUES(12,'nb','reply-intro',1,1,2,42);
INSERT INTO "handbook_occurrence" VALUES(13,'nb','reply-intro',1,1,2,23);
INSERT INTO "handbook_occurrence" VALUES(14,'nb','reply-item-1',2,1,2,40);
INSERT INTO "handbook_occurrence" VALUES(15,'nb','reply-item-1',2,1,2,37);
INSERT INTO "handbook_occurrence" VALUES(16,'nb','reply-item-2',3,1,2,40);
INSERT INTO "handbook_occurrence" VALUES(17,'nb','reply-item-2',3,1,2,22);
INSERT INTO "handbook_occurrence" VALUES(18,'nb','reply-item-3',4,1,2,19);
INSERT INTO "handbook_occurrence" VALUES(19,'nb','reply-item-3',4,1,2,44);
INSERT INTO "handbook_occurrence" VALUES(20,'nb','reply-item-3',4,1,2,16);
INSERT INTO "handbook_occurrence" VALUES(21,'nb','reply-step-1',5,1,2,26);
INSERT INTO "handbook_occurrence" VALUES(22,'nb','reply-step-2',6,1,2,8);
INSERT INTO "handbook_occurrence" VALUES(23,'nb','reply-step-2',6,1,2,43);
INSERT INTO "handbook_occurrence" VALUES(24,'nb','reply-step-3',7,1,2,9);
INSERT INTO "handbook_occurrence" VALUES(25,'nb','reply-step-3',7,1,2,40);
INSERT INTO "handbook_occurrence" VALUES(26,'nb','reply-dashes',8,1,2,41);
INSERT INTO "handbook_occurrence" VALUES(27,'nb','reply-dashes',8,1,2,27);
INSERT INTO "handbook_occurrence" VALUES(28,'nb','reply-blanks',9,1,2,41);
INSERT INTO "handbook_occurrence" VALUES(29,'nb','reply-blanks',9,1,2,27);
INSERT INTO "handbook_occurrence" VALUES(30,'nb','reply-letters',10,1,2,11);
INSERT INTO "handbook_occurrence" VALUES(31,'nb','reply-letters',10,1,2,41);
INSERT INTO "handbook_occurrence" VALUES(32,'nb','reply-letters',10,1,2,14);
INSERT INTO "handbook_occurrence" VALUES(33,'nb','reply-letters',10,1,2,27);
INSERT INTO "handbook_occurrence" VALUES(34,'nb','reply-goes-on',11,1,2,8);
INSERT INTO "handbook_occurrence" VALUES(35,'nb','reply-goes-on',11,1,2,13);
INSERT INTO "handbook_occurrence" VALUES(36,'nb','reply-goes-on',11,1,2,9);
INSERT INTO "handbook_occurrence" VALUES(37,'nb','reply-goes-on',11,1,2,45);
INSERT INTO "handbook_occurrence" VALUES(38,'nb','reply-table',12,1,2,21);
INSERT INTO "handbook_occurrence" VALUES(39,'nb','reply-table',12,1,2,33);
INSERT INTO "handbook_occurrence" VALUES(40,'nb','reply-table',12,1,2,40);
INSERT INTO "handbook_occurrence" VALUES(41,'nb','reply-table',12,1,2,32);
INSERT INTO "handbook_occurrence" VALUES(42,'nb','reply-marks',13,1,2,46);
INSERT INTO "handbook_occurrence" VALUES(43,'nb','reply-marks',13,1,2,40);
INSERT INTO "handbook_occurrence" VALUES(44,'nb','reply-marks',13,1,2,12);
INSERT INTO "handbook_occurrence" VALUES(45,'nb','reply-emphasis',14,1,2,30);
INSERT INTO "handbook_occurrence" VALUES(46,'nb','reply-emphasis',14,1,2,40);
INSERT INTO "handbook_occurrence" VALUES(47,'nb','reply-escape',15,1,2,34);
INSERT INTO "handbook_occurrence" VALUES(48,'nb','reply-escape',15,1,2,15);
INSERT INTO "handbook_occurrence" VALUES(49,'nb','reply-escape',15,1,2,42);
INSERT INTO "handbook_occurrence" VALUES(50,'nb','reply-note',16,1,2,31);
INSERT INTO "handbook_occurrence" VALUES(51,'nb','reply-note',16,1,2,40);
INSERT INTO "handbook_occurrence" VALUES(52,'nb','reply-windows',17,1,2,19);
INSERT INTO "handbook_occurrence" VALUES(53,'nb','reply-windows',17,1,2,7);
INSERT INTO "handbook_occurrence" VALUES(54,'nb','reply-windows',17,1,2,16);
INSERT INTO "handbook_occurrence" VALUES(55,'nb','reply-link',18,1,2,26);
INSERT INTO "handbook_occurrence" VALUES(56,'nb','reply-link',18,1,2,38);
INSERT INTO "handbook_occurrence" VALUES(57,'nb','reply-link',18,1,2,20);
INSERT INTO "handbook_occurrence" VALUES(58,'nb','reply-link',18,1,2,24);
INSERT INTO "handbook_occurrence" VALUES(59,'nb','reply-link',18,1,2,18);
INSERT INTO "handbook_occurrence" VALUES(60,'nb','reply-link',18,1,2,35);
INSERT INTO "handbook_occurrence" VALUES(61,'nb','reply-link',18,1,2,29);
INSERT INTO "handbook_occurrence" VALUES(62,'nb','reply-address',19,2,2,39);
INSERT INTO "handbook_occurrence" VALUES(63,'nb','reply-address',19,1,2,24);
INSERT INTO "handbook_occurrence" VALUES(64,'nb','reply-address',19,1,2,36);
INSERT INTO "handbook_occurrence" VALUES(65,'nb','reply-address',19,1,2,6);
INSERT INTO "handbook_occurrence" VALUES(66,'nb','reply-address',19,1,2,10);
INSERT INTO "handbook_occurrence" VALUES(67,'nb','reply-leaders',20,1,2,25);
INSERT INTO "handbook_occurrence" VALUES(68,'nb','reply-leaders',20,1,2,42);
INSERT INTO "handbook_occurrence" VALUES(69,'nb','reply-leaders',20,1,2,35);
INSERT INTO "handbook_occurrence" VALUES(70,'nb','reply-leaders',20,1,2,28);
INSERT INTO "handbook_occurrence" VALUES(71,'nn','title',0,1,2,82);
INSERT INTO "handbook_occurrence" VALUES(72,'nn','message',0,1,2,82);
INSERT INTO "handbook_occurrence" VALUES(73,'nn','message',0,1,2,53);
INSERT INTO "handbook_occurrence" VALUES(74,'nn','reply-intro',1,1,2,59);
INSERT INTO "handbook_occurrence" VALUES(75,'nn','reply-intro',1,1,2,84);
INSERT INTO "handbook_occurrence" VALUES(76,'nn','reply-intro',1,1,2,64);
INSERT INTO "handbook_occurrence" VALUES(77,'nn','reply-item-1',2,1,2,82);
INSERT INTO "handbook_occurrence" VALUES(78,'nn','reply-item-1',2,1,2,79);
INSERT INTO "handbook_occurrence" VALUES(79,'nn','reply-item-2',3,1,2,82);
INSERT INTO "handbook_occurrence" VALUES(80,'nn','reply-item-2',3,1,2,63);
INSERT INTO "handbook_occurrence" VALUES(81,'nn','reply-item-3',4,1,2,61);
INSERT INTO "handbook_occurrence" VALUES(82,'nn','reply-item-3',4,1,2,86);
INSERT INTO "handbook_occurrence" VALUES(83,'nn','reply-item-3',4,1,2,58);
INSERT INTO "handbook_occurrence" VALUES(84,'nn','reply-step-1',5,1,2,68);
INSERT INTO "handbook_occurrence" VALUES(85,'nn','reply-step-2',6,1,2,49);
INSERT INTO "handbook_occurrence" VALUES(86,'nn','reply-step-2',6,1,2,85);
INSERT INTO "handbook_occurrence" VALUES(87,'nn','reply-step-3',7,1,2,50);
INSERT INTO "handbook_occurrence" VALUES(88,'nn','reply-step-3',7,1,2,82);
INSERT INTO "handbook_occurrence" VALUES(89,'nn','reply-dashes',8,1,2,83);
INSERT INTO "handbook_occurrence" VALUES(90,'nn','reply-dashes',8,1,2,70);
INSERT INTO "handbook_occurrence" VALUES(91,'nn','reply-blanks',9,1,2,83);
INSERT INTO "handbook_occurrence" VALUES(92,'nn','reply-blanks',9,1,2,70);
INSERT INTO "handbook_occurrence" VALUES(93,'nn','reply-letters',10,1,2,52);
INSERT INTO "handbook_occurrence" VALUES(94,'nn','reply-letters',10,1,2,83);
INSERT INTO "handbook_occurrence" VALUES(95,'nn','reply-letters',10,1,2,55);
INSERT INTO "handbook_occurrence" VALUES(96,'nn','reply-letters',10,1,2,70);
INSERT INTO "handbook_occurrence" VALUES(97,'nn','reply-goes-on',11,1,2,49);
INSERT INTO "handbook_occurrence" VALUES(98,'nn','reply-goes-on',11,1,2,54);
INSERT INTO "handbook_occurrence" VALUES(99,'nn','reply-goes-on',11,1,2,50);
INSERT INTO "handbook_occurrence" VALUES(100,'nn','reply-goes-on',11,1,2,87);
INSERT INTO "handbook_occurrence" VALUES(101,'nn','reply-table',12,1,2,66);
INSERT INTO "handbook_occurrence" VALUES(102,'nn','reply-table',12,1,2,75);
INSERT INTO "handbook_occurrence" VALUES(103,'nn','reply-table',12,1,2,82);
INSERT INTO "handbook_occurrence" VALUES(104,'nn','reply-table',12,1,2,73);
INSERT INTO "handbook_occurrence" VALUES(105,'nn','reply-marks',13,1,2,88);
INSERT INTO "handbook_occurrence" VALUES(106,'nn','reply-marks',13,1,2,82);
INSERT INTO "handbook_occurrence" VALUES(107,'nn','reply-marks',13,1,2,53);
INSERT INTO "handbook_occurrence" VALUES(108,'nn','reply-emphasis',14,1,2,72);
INSERT INTO "handbook_occurrence" VALUES(109,'nn','reply-emphasis',14,1,2,82);
INSERT INTO "handbook_occurrence" VALUES(110,'nn','reply-escape',15,1,2,76);
INSERT INTO "handbook_occurrence" VALUES(111,'nn','reply-escape',15,1,2,56);
INSERT INTO "handbook_occurrence" VALUES(112,'nn','reply-escape',15,1,2,84);
INSERT INTO "handbook_occurrence" VALUES(113,'nn','reply-note',16,1,2,74);
INSERT INTO "handbook_occurrence" VALUES(114,'nn','reply-note',16,1,2,82);
INSERT INTO "handbook_occurrence" VALUES(115,'nn','reply-windows',17,1,2,61);
INSERT INTO "handbook_occurrence" VALUES(116,'nn','reply-windows',17,1,2,48);
INSERT INTO "handbook_occurrence" VALUES(117,'nn','reply-windows',17,1,2,57);
INSERT INTO "handbook_occurrence" VALUES(118,'nn','reply-link',18,1,2,68);
INSERT INTO "handbook_occurrence" VALUES(119,'nn','reply-link',18,1,2,80);
INSERT INTO "handbook_occurrence" VALUES(120,'nn','reply-link',18,1,2,62);
INSERT INTO "handbook_occurrence" VALUES(121,'nn','reply-link',18,1,2,65);
INSERT INTO "handbook_occurrence" VALUES(122,'nn','reply-link',18,1,2,60);
INSERT INTO "handbook_occurrence" VALUES(123,'nn','reply-link',18,1,2,77);
INSERT INTO "handbook_occurrence" VALUES(124,'nn','reply-link',18,1,2,69);
INSERT INTO "handbook_occurrence" VALUES(125,'nn','reply-address',19,2,2,81);
INSERT INTO "handbook_occurrence" VALUES(126,'nn','reply-address',19,1,2,65);
INSERT INTO "handbook_occurrence" VALUES(127,'nn','reply-address',19,1,2,78);
INSERT INTO "handbook_occurrence" VALUES(128,'nn','reply-address',19,1,2,47);
INSERT INTO "handbook_occurrence" VALUES(129,'nn','reply-address',19,1,2,51);
INSERT INTO "handbook_occurrence" VALUES(130,'nn','reply-leaders',20,1,2,67);
INSERT INTO "handbook_occurrence" VALUES(131,'nn','reply-leaders',20,1,2,84);
INSERT INTO "handbook_occurrence" VALUES(132,'nn','reply-leaders',20,1,2,77);
INSERT INTO "handbook_occurrence" VALUES(133,'nn','reply-leaders',20,1,2,71);
INSERT INTO "handbook_occurrence" VALUES(134,'nb','title',0,1,3,5);
INSERT INTO "handbook_occurrence" VALUES(135,'nb','message',0,1,3,3);
INSERT INTO "handbook_occurrence" VALUES(136,'nb','message',0,1,3,4);
INSERT INTO "handbook_occurrence" VALUES(137,'nb','print-1',1,1,3,3);
INSERT INTO "handbook_occurrence" VALUES(138,'nb','print-1',1,1,3,4);
INSERT INTO "handbook_occurrence" VALUES(139,'nb','print-1',1,1,3,1);
INSERT INTO "handbook_occurrence" VALUES(140,'nb','print-1',1,1,3,2);
INSERT INTO "handbook_occurrence" VALUES(141,'nn','title',0,1,3,93);
INSERT INTO "handbook_occurrence" VALUES(142,'nn','message',0,1,3,91);
INSERT INTO "handbook_occurrence" VALUES(143,'nn','message',0,1,3,92);
INSERT INTO "handbook_occurrence" VALUES(144,'nn','print-1',1,1,3,91);
INSERT INTO "handbook_occurrence" VALUES(145,'nn','print-1',1,1,3,92);
INSERT INTO "handbook_occurrence" VALUES(146,'nn','print-1',1,1,3,89);
INSERT INTO "handbook_occurrence" VALUES(147,'nn','print-1',1,1,3,90);
INSERT INTO "handbook_occurrence" VALUES(148,'nb','title',0,1,4,5);
INSERT INTO "handbook_occurrence" VALUES(149,'nb','message',0,1,4,3);
INSERT INTO "handbook_occurrence" VALUES(150,'nb','message',0,1,4,4);
INSERT INTO "handbook_occurrence" VALUES(151,'nb','ethics-1',1,1,4,3);
INSERT INTO "handbook_occurrence" VALUES(152,'nb','ethics-1',1,1,4,4);
INSERT INTO "handbook_occurrence" VALUES(153,'nb','ethics-1',1,1,4,1);
INSERT INTO "handbook_occurrence" VALUES(154,'nb','ethics-1',1,1,4,2);
CREATE TABLE "handbook_pagetext" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "page" varchar(50) NOT NULL, "language" varchar(5) NOT NULL, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "title" varchar(200) NOT NULL, "source" text NOT NULL, "html" text NOT NULL, "made_from" varchar(16) NOT NULL, "digest" varchar(64) NOT NULL, "at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_page_text_per_number" UNIQUE ("page", "language", "number"), CONSTRAINT "the_text_that_ships_is_not_stored" CHECK ("number" > 0));
CREATE TABLE "handbook_remark" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "page" varchar(200) NOT NULL, "clause" varchar(64) NOT NULL, "version" integer unsigned NULL CHECK ("version" >= 0), "language" varchar(5) NOT NULL, "text" text NOT NULL, "name" varchar(120) NOT NULL, "sent_at" datetime NOT NULL, "handled_at" datetime NULL, "handled_by_id" bigint NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "section_id" bigint NULL REFERENCES "handbook_section" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "handbook_section" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(50) NOT NULL, "position" integer unsigned NOT NULL CHECK ("position" >= 0), "withdrawn_on" date NULL, "change_stamp" char(32) NOT NULL, "handbook_id" bigint NOT NULL REFERENCES "handbook_handbook" ("id") DEFERRABLE INITIALLY DEFERRED, "serving" text NOT NULL CHECK ((JSON_VALID("serving") OR "serving" IS NULL)), "owner_id" bigint NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "review_months" smallint unsigned NULL CHECK ("review_months" >= 0), "review_on" date NULL, CONSTRAINT "one_section_per_slug" UNIQUE ("handbook_id", "slug"));
INSERT INTO "handbook_section" VALUES(1,'ethics',1,NULL,'3541105c9e704456ab49432639cb9aed',1,'{"number": 1, "languages": {"nb": ["everyone", "leaders"]}}',NULL,NULL,NULL);
INSERT INTO "handbook_section" VALUES(2,'reply',1,NULL,'52d7cf962ccb4673bf3ac28e3902ca49',2,'{"number": 1, "languages": {"nb": ["everyone", "leaders"], "nn": ["everyone", "leaders"]}}',NULL,NULL,NULL);
INSERT INTO "handbook_section" VALUES(3,'print',2,NULL,'bd3177240ea641cb94099a57e6daf885',2,'{"number": 1, "languages": {"nb": ["everyone", "leaders"], "nn": ["everyone", "leaders"]}}',NULL,NULL,NULL);
INSERT INTO "handbook_section" VALUES(4,'ethics',1,NULL,'6d1712a9af6c43a99a178ef603aba4df',3,'{"number": 1, "languages": {"nb": ["everyone", "leaders"]}}',NULL,NULL,NULL);
CREATE TABLE "handbook_translationcheck" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "clause" varchar(64) NOT NULL, "language" varchar(5) NOT NULL, "words_digest" varchar(64) NOT NULL, "source_words_digest" varchar(64) NOT NULL, "at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "section_id" bigint NOT NULL REFERENCES "handbook_section" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "handbook_version" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NULL CHECK ("number" >= 0), "base" integer unsigned NOT NULL CHECK ("base" >= 0), "revision" integer unsigned NOT NULL CHECK ("revision" >= 0), "title" varchar(200) NOT NULL, "title_nb" varchar(200) NULL, "title_nn" varchar(200) NULL, "title_en" varchar(200) NULL, "message" text NOT NULL, "message_nb" text NULL, "message_nn" text NULL, "message_en" text NULL, "source" text NOT NULL, "source_nb" text NULL, "source_nn" text NULL, "source_en" text NULL, "made_from" varchar(16) NOT NULL, "made_from_nb" varchar(16) NULL, "made_from_nn" varchar(16) NULL, "made_from_en" varchar(16) NULL, "quiz" text NOT NULL, "quiz_nb" text NULL, "quiz_nn" text NULL, "quiz_en" text NULL, "quiz_made_from" varchar(16) NOT NULL, "quiz_made_from_nb" varchar(16) NULL, "quiz_made_from_nn" varchar(16) NULL, "quiz_made_from_en" varchar(16) NULL, "news" text NOT NULL, "news_nb" text NULL, "news_nn" text NULL, "news_en" text NULL, "laws" varchar(200) NOT NULL, "begun_at" datetime NOT NULL, "saved_at" datetime NOT NULL, "published_at" datetime NULL, "begun_by_id" bigint NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "published_by_id" bigint NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "saved_by_id" bigint NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "section_id" bigint NOT NULL REFERENCES "handbook_section" ("id") DEFERRABLE INITIALLY DEFERRED, "settled" text NOT NULL CHECK ((JSON_VALID("settled") OR "settled" IS NULL)), "decided" text NULL CHECK ((JSON_VALID("decided") OR "decided" IS NULL)), "held_back" varchar(20) NOT NULL, "publish_at" datetime NULL, "scheduled_by_id" bigint NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "stage" varchar(10) NOT NULL, CONSTRAINT "one_version_per_number" UNIQUE ("section_id", "number"), CONSTRAINT "number_is_given_at_publishing" CHECK ((("number" IS NULL AND "published_at" IS NULL) OR ("number" IS NOT NULL AND "published_at" IS NOT NULL))), CONSTRAINT "the_stage_says_what_is_published" CHECK ((("published_at" IS NOT NULL AND "stage" = 'published') OR (NOT ("stage" = 'published') AND "published_at" IS NULL))), CONSTRAINT "a_scheduled_version_has_its_moment" CHECK ((("decided" IS NOT NULL AND "publish_at" IS NOT NULL AND "stage" = 'scheduled') OR (NOT ("stage" = 'scheduled') AND "decided" IS NULL AND "publish_at" IS NULL))));
INSERT INTO "handbook_version" VALUES(1,1,0,2,'Utskrift','Utskrift','','','Skriv ut.','Skriv ut.','','','§ ethics-1 (guideline)
– skriv ut
– heng opp
','§ ethics-1 (guideline)
– skriv ut
– heng opp
','','','','','','','## who

§ ethics-1

Hvem henger opp?

- [x] a) Du
  > Ja.
- [ ] b) Kollegene (M01)
  > Nei.
- [ ] c) Ingen (M01)
  > Noen må.
','## who

§ ethics-1

Hvem henger opp?

- [x] a) Du
  > Ja.
- [ ] b) Kollegene (M01)
  > Nei.
- [ ] c) Ingen (M01)
  > Noen må.
','','','','','','','',NULL,NULL,NULL,'','2024-05-06 08:00:00','2024-05-06 08:00:00','2024-05-06 08:00:00',NULL,NULL,NULL,1,'[]',NULL,'',NULL,NULL,'published');
INSERT INTO "handbook_version" VALUES(2,1,0,2,'"Svar"','"Svar"','"Svar"','','''Svar alltid.''','''Svar alltid.''','''Svar alltid.''','','§ reply-intro (guideline)
Du svarer kollegene.

§ reply-item-1 (guideline)
- Svar raskt.

§ reply-item-2 (guideline)
- Svar høflig.

§ reply-item-3 (guideline)
- **Frist: **tre dager.

§ reply-step-1 (guideline)
1. Les.

§ reply-step-2 (guideline)
2. Tenk.

§ reply-step-3 (guideline)
3. Svar.

§ reply-dashes (guideline)
– svare
– melde

§ reply-blanks (guideline)
- svare
- melde

§ reply-letters (guideline)
a) svare
b) melde

§ reply-goes-on (guideline)
2. Andre
3. Tredje

§ reply-table (guideline)
| Hva | Når |
| --- | --- |
| svar | nå |

§ reply-marks (guideline)
**Viktig: **Svar alltid.

§ reply-emphasis (advice)
*Merk svar.

§ reply-escape (advice)
O\''Brien svarer.

§ reply-note (advice)
[!NOTE] Svar.

§ reply-windows (advice)
Frist 1015 dager.

§ reply-link (advice)
Les [rutinen](https://kommune.example og mer

§ reply-address (advice)
Solvik kommune
Postboks 1
4001 Solvik

§ reply-leaders (guideline, leaders)
– Ledere svarer
– og melder
','§ reply-intro (guideline)
Du svarer kollegene.

§ reply-item-1 (guideline)
- Svar raskt.

§ reply-item-2 (guideline)
- Svar høflig.

§ reply-item-3 (guideline)
- **Frist: **tre dager.

§ reply-step-1 (guideline)
1. Les.

§ reply-step-2 (guideline)
2. Tenk.

§ reply-step-3 (guideline)
3. Svar.

§ reply-dashes (guideline)
– svare
– melde

§ reply-blanks (guideline)
- svare
- melde

§ reply-letters (guideline)
a) svare
b) melde

§ reply-goes-on (guideline)
2. Andre
3. Tredje

§ reply-table (guideline)
| Hva | Når |
| --- | --- |
| svar | nå |

§ reply-marks (guideline)
**Viktig: **Svar alltid.

§ reply-emphasis (advice)
*Merk svar.

§ reply-escape (advice)
O\''Brien svarer.

§ reply-note (advice)
[!NOTE] Svar.

§ reply-windows (advice)
Frist 1015 dager.

§ reply-link (advice)
Les [rutinen](https://kommune.example og mer

§ reply-address (advice)
Solvik kommune
Postboks 1
4001 Solvik

§ reply-leaders (guideline, leaders)
– Ledere svarer
– og melder
','§ reply-intro
Du svarer kollegaene.

§ reply-item-1
- Svar raskt.

§ reply-item-2
- Svar høfleg.

§ reply-item-3
- **Frist: **tre dager.

§ reply-step-1
1. Les.

§ reply-step-2
2. Tenk.

§ reply-step-3
3. Svar.

§ reply-dashes
– svare
– melde

§ reply-blanks
- svare
- melde

§ reply-letters
a) svare
b) melde

§ reply-goes-on
2. Andre
3. Tredje

§ reply-table
| Kva | Når |
| --- | --- |
| svar | no |

§ reply-marks
**Viktig: **Svar alltid.

§ reply-emphasis
*Merk svar.

§ reply-escape
O\''Brien svarer.

§ reply-note
[!NOTE] Svar.

§ reply-windows
Frist 1015 dagar.

§ reply-link
Les [rutinen](https://kommune.example og meir

§ reply-address
Solvik kommune
Postboks 1
4001 Solvik

§ reply-leaders
– Leiarar svarer
– og melder
','','409e2487ea2a5683','','409e2487ea2a5683','','## who-replies-first-first-first-first-first-first-first-first-allti

§ reply-intro

Hvem svarer **du: **først?

- [x] a) Kollegene
  > – Alltid.
- [ ] b) Kollegene (M01)
  > De svarer ikke [selv](https://kommune.example alltid.
- [ ] c) Alle svarene over (M01)
  > Noen må svare.
','## who-replies-first-first-first-first-first-first-first-first-allti

§ reply-intro

Hvem svarer **du: **først?

- [x] a) Kollegene
  > – Alltid.
- [ ] b) Kollegene (M01)
  > De svarer ikke [selv](https://kommune.example alltid.
- [ ] c) Alle svarene over (M01)
  > Noen må svare.
','## who-replies-first-first-first-first-first-first-first-first-allti

Kven svarer **du: **først?

- [x] a) Kollegaene
  > – Alltid.
- [ ] b) Kollegaene
  > Dei svarer ikkje [sjølve](https://kommune.example alltid.
- [ ] c) Alle svara over
  > Nokon må svare.
','','00f77f90c2067c5f','','00f77f90c2067c5f','','',NULL,NULL,NULL,'','2024-05-06 08:00:00','2024-05-06 08:00:00','2024-05-06 08:00:00',NULL,NULL,NULL,2,'[]',NULL,'',NULL,NULL,'published');
INSERT INTO "handbook_version" VALUES(3,1,0,2,'Utskrift','Utskrift','Utskrift','','Skriv ut.','Skriv ut.','Skriv ut.','','§ print-1 (guideline)
– skriv ut
– heng opp
','§ print-1 (guideline)
– skriv ut
– heng opp
','§ print-1
– skriv ut
– heng opp
','','67e84901268293e9','','67e84901268293e9','','## who

§ print-1

Hvem svarer **du: **først?

- [x] a) Kollegene
  > – Alltid.
- [ ] b) Kollegene (M01)
  > De svarer ikke [selv](https://kommune.example alltid.
- [ ] c) Alle svarene over (M01)
  > Noen må svare.
','## who

§ print-1

Hvem svarer **du: **først?

- [x] a) Kollegene
  > – Alltid.
- [ ] b) Kollegene (M01)
  > De svarer ikke [selv](https://kommune.example alltid.
- [ ] c) Alle svarene over (M01)
  > Noen må svare.
','## who

Kven svarer **du: **først?

- [x] a) Kollegaene
  > – Alltid.
- [ ] b) Kollegaene
  > Dei svarer ikkje [sjølve](https://kommune.example alltid.
- [ ] c) Alle svara over
  > Nokon må svare.
','','59d51dfacff7505b','','59d51dfacff7505b','','',NULL,NULL,NULL,'','2024-05-06 08:00:00','2024-05-06 08:00:00','2024-05-06 08:00:00',NULL,NULL,NULL,3,'[]',NULL,'',NULL,NULL,'published');
INSERT INTO "handbook_version" VALUES(4,1,0,2,'Utskrift','Utskrift','','','Skriv ut.','Skriv ut.','','','§ ethics-1 (guideline)
– skriv ut
– heng opp
','§ ethics-1 (guideline)
– skriv ut
– heng opp
','','','','','','','## who

§ ethics-1

Hvem henger opp?

- [x] a) Du
  > Ja.
- [ ] b) Kollegene (M01)
  > Nei.
- [ ] c) Ingen (M01)
  > Noen må.
','## who

§ ethics-1

Hvem henger opp?

- [x] a) Du
  > Ja.
- [ ] b) Kollegene (M01)
  > Nei.
- [ ] c) Ingen (M01)
  > Noen må.
','','','','','','','',NULL,NULL,NULL,'','2024-05-06 08:00:00','2024-05-06 08:00:00','2024-05-06 08:00:00',NULL,NULL,NULL,4,'[]',NULL,'',NULL,NULL,'published');
CREATE TABLE "handbook_word" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language" varchar(5) NOT NULL, "text" varchar(60) NOT NULL, "stem" varchar(60) NOT NULL, CONSTRAINT "one_word_per_language" UNIQUE ("language", "text"));
INSERT INTO "handbook_word" VALUES(1,'nb','heng','heng');
INSERT INTO "handbook_word" VALUES(2,'nb','opp','opp');
INSERT INTO "handbook_word" VALUES(3,'nb','skriv','skriv');
INSERT INTO "handbook_word" VALUES(4,'nb','ut','ut');
INSERT INTO "handbook_word" VALUES(5,'nb','utskrift','utskrift');
INSERT INTO "handbook_word" VALUES(6,'nb','1','1');
INSERT INTO "handbook_word" VALUES(7,'nb','1015','1015');
INSERT INTO "handbook_word" VALUES(8,'nb','2','2');
INSERT INTO "handbook_word" VALUES(9,'nb','3','3');
INSERT INTO "handbook_word" VALUES(10,'nb','4001','4001');
INSERT INTO "handbook_word" VALUES(11,'nb','a','a');
INSERT INTO "handbook_word" VALUES(12,'nb','alltid','alltid');
INSERT INTO "handbook_word" VALUES(13,'nb','andre','andr');
INSERT INTO "handbook_word" VALUES(14,'nb','b','b');
INSERT INTO "handbook_word" VALUES(15,'nb','brien','brien');
INSERT INTO "handbook_word" VALUES(16,'nb','dager','dag');
INSERT INTO "handbook_word" VALUES(17,'nb','du','du');
INSERT INTO "handbook_word" VALUES(18,'nb','example','exampl');
INSERT INTO "handbook_word" VALUES(19,'nb','frist','frist');
INSERT INTO "handbook_word" VALUES(20,'nb','https','https');
INSERT INTO "handbook_word" VALUES(21,'nb','hva','hva');
INSERT INTO "handbook_word" VALUES(22,'nb','høflig','høf');
INSERT INTO "handbook_word" VALUES(23,'nb','kollegene','kol');
INSERT INTO "handbook_word" VALUES(24,'nb','kommune','kommun');
INSERT INTO "handbook_word" VALUES(25,'nb','ledere','leder');
INSERT INTO "handbook_word" VALUES(26,'nb','les','les');
INSERT INTO "handbook_word" VALUES(27,'nb','melde','meld');
INSERT INTO "handbook_word" VALUES(28,'nb','melder','meld');
INSERT INTO "handbook_word" VALUES(29,'nb','mer','mer');
INSERT INTO "handbook_word" VALUES(30,'nb','merk','merk');
INSERT INTO "handbook_word" VALUES(31,'nb','note','not');
INSERT INTO "handbook_word" VALUES(32,'nb','nå','nå');
INSERT INTO "handbook_word" VALUES(33,'nb','når','når');
INSERT INTO "handbook_word" VALUES(34,'nb','o','o');
INSERT INTO "handbook_word" VALUES(35,'nb','og','og');
INSERT INTO "handbook_word" VALUES(36,'nb','postboks','postboks');
INSERT INTO "handbook_word" VALUES(37,'nb','raskt','raskt');
INSERT INTO "handbook_word" VALUES(38,'nb','rutinen','rutin');
INSERT INTO "handbook_word" VALUES(39,'nb','solvik','solvik');
INSERT INTO "handbook_word" VALUES(40,'nb','svar','svar');
INSERT INTO "handbook_word" VALUES(41,'nb','svare','svar');
INSERT INTO "handbook_word" VALUES(42,'nb','svarer','svar');
INSERT INTO "handbook_word" VALUES(43,'nb','tenk','tenk');
INSERT INTO "handbook_word" VALUES(44,'nb','tre','tre');
INSERT INTO "handbook_word" VALUES(45,'nb','tredje','tredj');
INSERT INTO "handbook_word" VALUES(46,'nb','viktig','vikt');
INSERT INTO "handbook_word" VALUES(47,'nn','1','1');
INSERT INTO "handbook_word" VALUES(48,'nn','1015','1015');
INSERT INTO "handbook_word" VALUES(49,'nn','2','2');
INSERT INTO "handbook_word" VALUES(50,'nn','3','3');
INSERT INTO "handbook_word" VALUES(51,'nn','4001','4001');
INSERT INTO "handbook_word" VALUES(52,'nn','a','a');
INSERT INTO "handbook_word" VALUES(53,'nn','alltid','alltid');
INSERT INTO "handbook_word" VALUES(54,'nn','andre','andr');
INSERT INTO "handbook_word" VALUES(55,'nn','b','b');
INSERT INTO "handbook_word" VALUES(56,'nn','brien','brien');
INSERT INTO "handbook_word" VALUES(57,'nn','dagar','dag');
INSERT INTO "handbook_word" VALUES(58,'nn','dager','dag');
INSERT INTO "handbook_word" VALUES(59,'nn','du','du');
INSERT INTO "handbook_word" VALUES(60,'nn','example','exampl');
INSERT INTO "handbook_word" VALUES(61,'nn','frist','frist');
INSERT INTO "handbook_word" VALUES(62,'nn','https','https');
INSERT INTO "handbook_word" VALUES(63,'nn','høfleg','høf');
INSERT INTO "handbook_word" VALUES(64,'nn','kollegaene','kollega');
INSERT INTO "handbook_word" VALUES(65,'nn','kommune','kommun');
INSERT INTO "handbook_word" VALUES(66,'nn','kva','kva');
INSERT INTO "handbook_word" VALUES(67,'nn','leiarar','leiar');
INSERT INTO "handbook_word" VALUES(68,'nn','les','les');
INSERT INTO "handbook_word" VALUES(69,'nn','meir','meir');
INSERT INTO "handbook_word" VALUES(70,'nn','melde','meld');
INSERT INTO "handbook_word" VALUES(71,'nn','melder','meld');
INSERT INTO "handbook_word" VALUES(72,'nn','merk','merk');
INSERT INTO "handbook_word" VALUES(73,'nn','no','no');
INSERT INTO "handbook_word" VALUES(74,'nn','note','not');
INSERT INTO "handbook_word" VALUES(75,'nn','når','når');
INSERT INTO "handbook_word" VALUES(76,'nn','o','o');
INSERT INTO "handbook_word" VALUES(77,'nn','og','og');
INSERT INTO "handbook_word" VALUES(78,'nn','postboks','postboks');
INSERT INTO "handbook_word" VALUES(79,'nn','raskt','raskt');
INSERT INTO "handbook_word" VALUES(80,'nn','rutinen','rutin');
INSERT INTO "handbook_word" VALUES(81,'nn','solvik','solvik');
INSERT INTO "handbook_word" VALUES(82,'nn','svar','svar');
INSERT INTO "handbook_word" VALUES(83,'nn','svare','svar');
INSERT INTO "handbook_word" VALUES(84,'nn','svarer','svar');
INSERT INTO "handbook_word" VALUES(85,'nn','tenk','tenk');
INSERT INTO "handbook_word" VALUES(86,'nn','tre','tre');
INSERT INTO "handbook_word" VALUES(87,'nn','tredje','tredj');
INSERT INTO "handbook_word" VALUES(88,'nn','viktig','vikt');
INSERT INTO "handbook_word" VALUES(89,'nn','heng','heng');
INSERT INTO "handbook_word" VALUES(90,'nn','opp','opp');
INSERT INTO "handbook_word" VALUES(91,'nn','skriv','skriv');
INSERT INTO "handbook_word" VALUES(92,'nn','ut','ut');
INSERT INTO "handbook_word" VALUES(93,'nn','utskrift','utskrift');
CREATE TABLE "people_absence" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "from_day" date NOT NULL, "to_day" date NULL, "employee_id" bigint NOT NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "absence_ends_after_it_begins" CHECK (("to_day" IS NULL OR "to_day" >= ("from_day"))));
CREATE TABLE "people_employee" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "number" varchar(20) NOT NULL UNIQUE, "given_name" varchar(80) NOT NULL, "family_name" varchar(80) NOT NULL, "email" varchar(254) NOT NULL, "mobile" varchar(20) NOT NULL, "language" varchar(5) NOT NULL, "is_active" bool NOT NULL, "is_hr_editor" bool NOT NULL, "is_hr_publisher" bool NOT NULL, "is_hr_staff" bool NOT NULL, "is_auditor" bool NOT NULL);
INSERT INTO "people_employee" VALUES(1,'pbkdf2_sha256$1000000$HYXh4jkVBIIiOvJYHDMEBs$LeJ0V3qUQF12DvBCq86PFjREKKFxqriM8+POiokGHhE=',NULL,0,'1001','Amina','Yusuf','','','nb',1,0,0,0,0);
INSERT INTO "people_employee" VALUES(2,'pbkdf2_sha256$1000000$HYXh4jkVBIIiOvJYHDMEBs$LeJ0V3qUQF12DvBCq86PFjREKKFxqriM8+POiokGHhE=',NULL,0,'1002','Kari','Nilsen','','','nn',1,0,0,0,0);
INSERT INTO "people_employee" VALUES(3,'pbkdf2_sha256$1000000$HYXh4jkVBIIiOvJYHDMEBs$LeJ0V3qUQF12DvBCq86PFjREKKFxqriM8+POiokGHhE=',NULL,0,'1003','Siri','Bakken','','','nb',1,1,1,1,1);
CREATE TABLE "people_employee_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "employee_id" bigint NOT NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "people_employee_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "employee_id" bigint NOT NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "people_position" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(120) NOT NULL, "from_day" date NOT NULL, "to_day" date NULL, "is_leader" bool NOT NULL, "is_main" bool NOT NULL, "employee_id" bigint NOT NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED, "unit_id" bigint NOT NULL REFERENCES "people_unit" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "position_ends_after_it_begins" CHECK (("to_day" IS NULL OR "to_day" >= ("from_day"))));
INSERT INTO "people_position" VALUES(1,'','2020-01-01',NULL,0,1,1,2);
INSERT INTO "people_position" VALUES(2,'','2020-01-01',NULL,1,1,2,2);
INSERT INTO "people_position" VALUES(3,'','0024-05-06',NULL,0,1,3,2);
CREATE TABLE "people_unit" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(120) NOT NULL, "path" varchar(80) NOT NULL UNIQUE, "parent_id" bigint NULL REFERENCES "people_unit" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "people_unit" VALUES(1,'Solvik kommune','00001',NULL);
INSERT INTO "people_unit" VALUES(2,'Hjemmetjenesten sør','0000100001',1);
CREATE TABLE "records_event" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "what" varchar(100) NOT NULL, "at" datetime NOT NULL, "subject_kind" varchar(60) NOT NULL, "subject_key" varchar(60) NOT NULL, "details" text NOT NULL CHECK ((JSON_VALID("details") OR "details" IS NULL)), "by_id" bigint NULL REFERENCES "people_employee" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "records_event" VALUES(1,'handbook imported','2024-05-06 08:00:00','handbook.Handbook','1','{}',NULL);
INSERT INTO "records_event" VALUES(2,'draft opened','2024-05-06 08:00:00','handbook.Version','1','{}',NULL);
INSERT INTO "records_event" VALUES(3,'draft saved','2024-05-06 08:00:00','handbook.Version','1','{"revision": 2}',NULL);
INSERT INTO "records_event" VALUES(4,'version published','2024-05-06 08:00:00','handbook.Version','1','{"number": 1, "new_rules": ["ethics-1", "message", "title"], "questions_reviewed": [], "questions_not_reviewed": [], "languages_not_ready": []}',NULL);
INSERT INTO "records_event" VALUES(5,'handbook imported','2024-05-06 08:00:00','handbook.Handbook','2','{}',NULL);
INSERT INTO "records_event" VALUES(6,'draft opened','2024-05-06 08:00:00','handbook.Version','2','{}',NULL);
INSERT INTO "records_event" VALUES(7,'draft saved','2024-05-06 08:00:00','handbook.Version','2','{"revision": 2}',NULL);
INSERT INTO "records_event" VALUES(8,'draft opened','2024-05-06 08:00:00','handbook.Version','3','{}',NULL);
INSERT INTO "records_event" VALUES(9,'draft saved','2024-05-06 08:00:00','handbook.Version','3','{"revision": 2}',NULL);
INSERT INTO "records_event" VALUES(10,'version published','2024-05-06 08:00:00','handbook.Version','2','{"number": 1, "new_rules": ["message", "reply-address", "reply-blanks", "reply-dashes", "reply-emphasis", "reply-escape", "reply-goes-on", "reply-intro", "reply-item-1", "reply-item-2", "reply-item-3", "reply-leaders", "reply-letters", "reply-link", "reply-marks", "reply-note", "reply-step-1", "reply-step-2", "reply-step-3", "reply-table", "reply-windows", "title"], "questions_reviewed": [], "questions_not_reviewed": [], "languages_not_ready": []}',NULL);
INSERT INTO "records_event" VALUES(11,'version published','2024-05-06 08:00:00','handbook.Version','3','{"number": 1, "new_rules": ["message", "print-1", "title"], "questions_reviewed": [], "questions_not_reviewed": [], "languages_not_ready": []}',NULL);
INSERT INTO "records_event" VALUES(12,'handbook imported','2024-05-06 08:00:00','handbook.Handbook','3','{}',NULL);
INSERT INTO "records_event" VALUES(13,'draft opened','2024-05-06 08:00:00','handbook.Version','4','{}',NULL);
INSERT INTO "records_event" VALUES(14,'draft saved','2024-05-06 08:00:00','handbook.Version','4','{"revision": 2}',NULL);
INSERT INTO "records_event" VALUES(15,'version published','2024-05-06 08:00:00','handbook.Version','4','{"number": 1, "new_rules": ["ethics-1", "message", "title"], "questions_reviewed": [], "questions_not_reviewed": [], "languages_not_ready": []}',NULL);
INSERT INTO "records_event" VALUES(16,'unit founded','2024-05-06 08:00:00','people.Unit','1','{}',NULL);
INSERT INTO "records_event" VALUES(17,'unit founded','2024-05-06 08:00:00','people.Unit','2','{}',NULL);
INSERT INTO "records_event" VALUES(18,'reading confirmed','2024-05-06 10:00:00','courses.Attempt','0c70da47-26e6-46f6-90a1-b622064bed05','{}',1);
INSERT INTO "records_event" VALUES(19,'section completed','2024-05-06 10:01:00','courses.Completion','291e8446-09ef-4bf6-bdb5-bf927374b915','{}',1);
INSERT INTO "records_event" VALUES(20,'reading confirmed','2024-05-06 10:00:00','courses.Attempt','b965105b-bf51-4c46-901b-c1671b6adf83','{}',1);
INSERT INTO "records_event" VALUES(21,'section completed','2024-05-06 10:01:00','courses.Completion','be7ce43b-672f-40f4-8b46-9c44a3d60b6f','{}',1);
INSERT INTO "records_event" VALUES(22,'reading confirmed','2024-05-06 10:00:00','courses.Attempt','72e118fc-b2e1-4fe0-b6f4-fe9df3096148','{}',1);
INSERT INTO "records_event" VALUES(23,'section completed','2024-05-06 10:02:00','courses.Completion','fc80f848-f460-46a6-a928-7f7c1a4eccf5','{}',1);
INSERT INTO "records_event" VALUES(24,'reading confirmed','2024-05-06 10:00:00','courses.Attempt','fad9eff8-5378-408b-820c-bfda3650cab3','{}',1);
INSERT INTO "records_event" VALUES(25,'section completed','2024-05-06 10:01:00','courses.Completion','8163df3b-bf85-469e-bc6b-ce1448c64f4e','{}',1);
INSERT INTO "records_event" VALUES(26,'reading confirmed','2024-05-06 10:00:00','courses.Attempt','a13c8515-d570-4293-9e67-10e878291c4f','{}',2);
INSERT INTO "records_event" VALUES(27,'section completed','2024-05-06 10:02:00','courses.Completion','cfb0615c-4142-4ab1-a85d-96303402b20a','{}',2);
INSERT INTO "records_event" VALUES(28,'reading confirmed','2024-05-06 10:00:00','courses.Attempt','3c285cec-fe35-4f66-83f3-65099de61f04','{}',2);
INSERT INTO "records_event" VALUES(29,'section completed','2024-05-06 10:01:00','courses.Completion','6728e065-45b3-4e17-ac62-9a28c2e43deb','{}',2);
INSERT INTO "records_event" VALUES(30,'reading confirmed','2024-05-06 10:00:00','courses.Attempt','797507af-4306-4f81-8754-220264777023','{}',2);
INSERT INTO "records_event" VALUES(31,'section completed','2024-05-06 10:02:00','courses.Completion','68dda4b1-f81f-4fca-9006-db3ecae941d7','{}',2);
INSERT INTO "records_event" VALUES(32,'reading confirmed','2024-05-06 10:00:00','courses.Attempt','c34087dd-f2c3-4454-a9a7-d7c7951a2970','{}',2);
INSERT INTO "records_event" VALUES(33,'section completed','2024-05-06 10:01:00','courses.Completion','ae65da76-858c-4658-a936-ed37cd5153db','{}',2);
CREATE TABLE "records_payload" ("id" char(32) NOT NULL PRIMARY KEY, "content" BLOB NULL, "salt" BLOB NULL, CONSTRAINT "payload_and_salt_belong_together" CHECK ((("content" IS NOT NULL AND "salt" IS NOT NULL) OR ("content" IS NULL AND "salt" IS NULL))));
INSERT INTO "records_payload" VALUES('d44657268996473f986fc963f9ba0186',X'7B2261756469656E6365223A2265766572796F6E65222C22636C6175736573223A5B227469746C65222C226D657373616765222C226574686963732D31225D2C22636F6D706C657465645F6174223A22323032342D30352D30365431303A30313A30305A222C22636F6E6669726D65645F6174223A22323032342D30352D30365431303A30303A30305A222C22656D706C6F796565223A2231303031222C22666F726D6174223A227265747465736E6F7220636F6D706C6574696F6E2032222C2268616E64626F6F6B223A22457469736B65207265746E696E67736C696E6A6572222C2268746D6C5F646967657374223A2238643834633463383662653163386161333838623233653939353237383431323734393362613563646664663030373734356435333035353566393263646235222C226C616E6775616765223A226E62222C226C6561646572735F73696E6365223A6E756C6C2C227175657374696F6E73223A5B2277686F225D2C227175697A5F646967657374223A2233396236643030326636613736383738393134353639616438323330333031303064306435306563366639656139363238383539643939613061353561393038222C22726561736F6E223A226E6577222C2273636F7065223A2277686F6C65222C2273656374696F6E223A22657468696373222C2273656374696F6E5F646967657374223A2266613136623962666533653238373939346130343264323938663437326537326135353034656135646333373030653332623964636130306631613731646335222C2273696E6365223A302C2276657273696F6E223A317D',X'9687E53DFF642D6BDEBCC878B362648A');
INSERT INTO "records_payload" VALUES('384699fa2b6242b886d7b3df771fef5b',X'7B2261756469656E6365223A2265766572796F6E65222C22636C6175736573223A5B227469746C65222C226D657373616765222C227265706C792D696E74726F222C227265706C792D6974656D2D31222C227265706C792D6974656D2D32222C227265706C792D6974656D2D33222C227265706C792D737465702D31222C227265706C792D737465702D32222C227265706C792D737465702D33222C227265706C792D646173686573222C227265706C792D626C616E6B73222C227265706C792D6C657474657273222C227265706C792D676F65732D6F6E222C227265706C792D7461626C65222C227265706C792D6D61726B73222C227265706C792D656D706861736973222C227265706C792D657363617065222C227265706C792D6E6F7465222C227265706C792D77696E646F7773222C227265706C792D6C696E6B222C227265706C792D61646472657373225D2C22636F6D706C657465645F6174223A22323032342D30352D30365431303A30313A30305A222C22636F6E6669726D65645F6174223A22323032342D30352D30365431303A30303A30305A222C22656D706C6F796565223A2231303031222C22666F726D6174223A227265747465736E6F7220636F6D706C6574696F6E2032222C2268616E64626F6F6B223A226F6C64222C2268746D6C5F646967657374223A2235646366326665376232633438626531376436663138653532346166393636626438623563326338333830363033636634306364316139653239666137366461222C226C616E6775616765223A226E62222C226C6561646572735F73696E6365223A6E756C6C2C227175657374696F6E73223A5B2277686F2D7265706C6965732D66697273742D66697273742D66697273742D66697273742D66697273742D66697273742D66697273742D66697273742D616C6C7469225D2C227175697A5F646967657374223A2230306637376639306332303637633566666139336531323764633138373730346362366134373938326462396633396532303536663337653330353062373639222C22726561736F6E223A226E6577222C2273636F7065223A2277686F6C65222C2273656374696F6E223A227265706C79222C2273656374696F6E5F646967657374223A2239323539343962643032646234373662356438313665333435303764636130643262623065333338323138386666613538373130313736623132386138653061222C2273696E6365223A302C2276657273696F6E223A317D',X'A28187240C13849043092209128A369E');
INSERT INTO "records_payload" VALUES('5e2a83609bc64716a9f608a8c4fa6e85',X'7B2261756469656E6365223A2265766572796F6E65222C22636C6175736573223A5B227469746C65222C226D657373616765222C227072696E742D31225D2C22636F6D706C657465645F6174223A22323032342D30352D30365431303A30323A30305A222C22636F6E6669726D65645F6174223A22323032342D30352D30365431303A30303A30305A222C22656D706C6F796565223A2231303031222C22666F726D6174223A227265747465736E6F7220636F6D706C6574696F6E2032222C2268616E64626F6F6B223A226F6C64222C2268746D6C5F646967657374223A2235316538623366653565616634393836613936623361393034316439633739663332373734623732613036646231636230316238343065643334316636303330222C226C616E6775616765223A226E62222C226C6561646572735F73696E6365223A6E756C6C2C227175657374696F6E73223A5B2277686F225D2C227175697A5F646967657374223A2235396435316466616366663735303562396338663862333239643130636661376161353465353561363066333263653562386436353230623763313862363837222C22726561736F6E223A226E6577222C2273636F7065223A2277686F6C65222C2273656374696F6E223A227072696E74222C2273656374696F6E5F646967657374223A2265396237356132323063623365663265303838633730366461643566393363366331323565306631353536383134313261636562393163623738653330646237222C2273696E6365223A302C2276657273696F6E223A317D',X'7A5CCE5B7A4ECB1972DBAA6F2894BFB6');
INSERT INTO "records_payload" VALUES('3e4bc784db9b48e487ba3372c6d8a0c8',X'7B2261756469656E6365223A2265766572796F6E65222C22636C6175736573223A5B227469746C65222C226D657373616765222C226574686963732D31225D2C22636F6D706C657465645F6174223A22323032342D30352D30365431303A30313A30305A222C22636F6E6669726D65645F6174223A22323032342D30352D30365431303A30303A30305A222C22656D706C6F796565223A2231303031222C22666F726D6174223A227265747465736E6F7220636F6D706C6574696F6E2032222C2268616E64626F6F6B223A227374617274222C2268746D6C5F646967657374223A2238643834633463383662653163386161333838623233653939353237383431323734393362613563646664663030373734356435333035353566393263646235222C226C616E6775616765223A226E62222C226C6561646572735F73696E6365223A6E756C6C2C227175657374696F6E73223A5B2277686F225D2C227175697A5F646967657374223A2233396236643030326636613736383738393134353639616438323330333031303064306435306563366639656139363238383539643939613061353561393038222C22726561736F6E223A226E6577222C2273636F7065223A2277686F6C65222C2273656374696F6E223A22657468696373222C2273656374696F6E5F646967657374223A2266613136623962666533653238373939346130343264323938663437326537326135353034656135646333373030653332623964636130306631613731646335222C2273696E6365223A302C2276657273696F6E223A317D',X'48CEF4E755C3E881D57928D22324A485');
INSERT INTO "records_payload" VALUES('5aaa7b1b42fa4f8aafdb015c8f4a5944',X'7B2261756469656E6365223A226C656164657273222C22636C6175736573223A5B227469746C65222C226D657373616765222C226574686963732D31225D2C22636F6D706C657465645F6174223A22323032342D30352D30365431303A30323A30305A222C22636F6E6669726D65645F6174223A22323032342D30352D30365431303A30303A30305A222C22656D706C6F796565223A2231303032222C22666F726D6174223A227265747465736E6F7220636F6D706C6574696F6E2032222C2268616E64626F6F6B223A22457469736B65207265746E696E67736C696E6A6572222C2268746D6C5F646967657374223A2238643834633463383662653163386161333838623233653939353237383431323734393362613563646664663030373734356435333035353566393263646235222C226C616E6775616765223A226E62222C226C6561646572735F73696E6365223A302C227175657374696F6E73223A5B2277686F225D2C227175697A5F646967657374223A2233396236643030326636613736383738393134353639616438323330333031303064306435306563366639656139363238383539643939613061353561393038222C22726561736F6E223A226E6577222C2273636F7065223A2277686F6C65222C2273656374696F6E223A22657468696373222C2273656374696F6E5F646967657374223A2266613136623962666533653238373939346130343264323938663437326537326135353034656135646333373030653332623964636130306631613731646335222C2273696E6365223A302C2276657273696F6E223A317D',X'883597A26BAD85057C1FC30E019ACF41');
INSERT INTO "records_payload" VALUES('9155bb8c9a6247348d5aa1bff1e84a3b',X'7B2261756469656E6365223A226C656164657273222C22636C6175736573223A5B227469746C65222C226D657373616765222C227265706C792D696E74726F222C227265706C792D6974656D2D31222C227265706C792D6974656D2D32222C227265706C792D6974656D2D33222C227265706C792D737465702D31222C227265706C792D737465702D32222C227265706C792D737465702D33222C227265706C792D646173686573222C227265706C792D626C616E6B73222C227265706C792D6C657474657273222C227265706C792D676F65732D6F6E222C227265706C792D7461626C65222C227265706C792D6D61726B73222C227265706C792D656D706861736973222C227265706C792D657363617065222C227265706C792D6E6F7465222C227265706C792D77696E646F7773222C227265706C792D6C696E6B222C227265706C792D61646472657373222C227265706C792D6C656164657273225D2C22636F6D706C657465645F6174223A22323032342D30352D30365431303A30313A30305A222C22636F6E6669726D65645F6174223A22323032342D30352D30365431303A30303A30305A222C22656D706C6F796565223A2231303032222C22666F726D6174223A227265747465736E6F7220636F6D706C6574696F6E2032222C2268616E64626F6F6B223A226F6C64222C2268746D6C5F646967657374223A2232646133303634393264653439336463666166353162396465343338653363333634316266613532303439356530313735373863376137313438373839306430222C226C616E6775616765223A226E6E222C226C6561646572735F73696E6365223A302C227175657374696F6E73223A5B2277686F2D7265706C6965732D66697273742D66697273742D66697273742D66697273742D66697273742D66697273742D66697273742D66697273742D616C6C7469225D2C227175697A5F646967657374223A2230353235373466633564373464343935393663333231653635373834313438623536653633353139313462613263396631306163646466306535373965303137222C22726561736F6E223A226E6577222C2273636F7065223A2277686F6C65222C2273656374696F6E223A227265706C79222C2273656374696F6E5F646967657374223A2264643964386630613036353665666331636437666666663864646139656438366436623736343737666232323265356430323661653638363533396263616264222C2273696E6365223A302C2276657273696F6E223A317D',X'3B17B4FDF51376ACC316DD8B9EEEF545');
INSERT INTO "records_payload" VALUES('5e0e922dcac641daba9af2f11dc87aee',X'7B2261756469656E6365223A226C656164657273222C22636C6175736573223A5B227469746C65222C226D657373616765222C227072696E742D31225D2C22636F6D706C657465645F6174223A22323032342D30352D30365431303A30323A30305A222C22636F6E6669726D65645F6174223A22323032342D30352D30365431303A30303A30305A222C22656D706C6F796565223A2231303032222C22666F726D6174223A227265747465736E6F7220636F6D706C6574696F6E2032222C2268616E64626F6F6B223A226F6C64222C2268746D6C5F646967657374223A2235316538623366653565616634393836613936623361393034316439633739663332373734623732613036646231636230316238343065643334316636303330222C226C616E6775616765223A226E6E222C226C6561646572735F73696E6365223A302C227175657374696F6E73223A5B2277686F225D2C227175697A5F646967657374223A2230363232623733333263383035373233336633643130636135376365646235353733386230613936353636356230373530336135366561633463393033666533222C22726561736F6E223A226E6577222C2273636F7065223A2277686F6C65222C2273656374696F6E223A227072696E74222C2273656374696F6E5F646967657374223A2231363063663732313934353931343535313234376262343936613637656537313737303864316230306330326631316664666135326365663735316339383338222C2273696E6365223A302C2276657273696F6E223A317D',X'A1DDFE303368E52B16B93EE97E5C7F71');
INSERT INTO "records_payload" VALUES('fe8847fa56584c1fad9f528664cc1d33',X'7B2261756469656E6365223A226C656164657273222C22636C6175736573223A5B227469746C65222C226D657373616765222C226574686963732D31225D2C22636F6D706C657465645F6174223A22323032342D30352D30365431303A30313A30305A222C22636F6E6669726D65645F6174223A22323032342D30352D30365431303A30303A30305A222C22656D706C6F796565223A2231303032222C22666F726D6174223A227265747465736E6F7220636F6D706C6574696F6E2032222C2268616E64626F6F6B223A227374617274222C2268746D6C5F646967657374223A2238643834633463383662653163386161333838623233653939353237383431323734393362613563646664663030373734356435333035353566393263646235222C226C616E6775616765223A226E62222C226C6561646572735F73696E6365223A302C227175657374696F6E73223A5B2277686F225D2C227175697A5F646967657374223A2233396236643030326636613736383738393134353639616438323330333031303064306435306563366639656139363238383539643939613061353561393038222C22726561736F6E223A226E6577222C2273636F7065223A2277686F6C65222C2273656374696F6E223A22657468696373222C2273656374696F6E5F646967657374223A2266613136623962666533653238373939346130343264323938663437326537326135353034656135646333373030653332623964636130306631613731646335222C2273696E6365223A302C2276657273696F6E223A317D',X'4DE9FE2E7C500650E0FB35620B6C80C2');
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "people_employee_groups_employee_id_group_id_2146b632_uniq" ON "people_employee_groups" ("employee_id", "group_id");
CREATE INDEX "people_employee_groups_employee_id_c762aa29" ON "people_employee_groups" ("employee_id");
CREATE INDEX "people_employee_groups_group_id_221cd8af" ON "people_employee_groups" ("group_id");
CREATE UNIQUE INDEX "people_employee_user_permissions_employee_id_permission_id_4e1af835_uniq" ON "people_employee_user_permissions" ("employee_id", "permission_id");
CREATE INDEX "people_employee_user_permissions_employee_id_e1068f12" ON "people_employee_user_permissions" ("employee_id");
CREATE INDEX "people_employee_user_permissions_permission_id_57f51870" ON "people_employee_user_permissions" ("permission_id");
CREATE INDEX "people_unit_parent_id_4456c6e4" ON "people_unit" ("parent_id");
CREATE INDEX "people_absence_employee_id_13a189fc" ON "people_absence" ("employee_id");
CREATE UNIQUE INDEX "one_open_main_position" ON "people_position" ("employee_id") WHERE ("is_main" AND "to_day" IS NULL);
CREATE INDEX "people_position_employee_id_076de9ff" ON "people_position" ("employee_id");
CREATE INDEX "people_position_unit_id_6371785c" ON "people_position" ("unit_id");
CREATE INDEX "positions_of_a_unit" ON "people_position" ("unit_id", "employee_id");
CREATE INDEX "django_admin_log_content_type_id_c4bce8eb" ON "django_admin_log" ("content_type_id");
CREATE INDEX "django_admin_log_user_id_c564eba6" ON "django_admin_log" ("user_id");
CREATE INDEX "handbook_remark_handled_by_id_fa1e7a3d" ON "handbook_remark" ("handled_by_id");
CREATE INDEX "handbook_remark_section_id_a955c1b7" ON "handbook_remark" ("section_id");
CREATE INDEX "handbook_change_by_id_74747f7e" ON "handbook_change" ("by_id");
CREATE INDEX "handbook_change_version_id_46e9db98" ON "handbook_change" ("version_id");
CREATE INDEX "handbook_clausetext_edition_id_2cb136c3" ON "handbook_clausetext" ("edition_id");
CREATE INDEX "changes_of_a_clause" ON "handbook_change" ("version_id", "clause");
CREATE INDEX "handbook_occurrence_section_id_74468b99" ON "handbook_occurrence" ("section_id");
CREATE INDEX "handbook_occurrence_word_id_c9184b83" ON "handbook_occurrence" ("word_id");
CREATE INDEX "handbook_edition_version_id_78f0aef3" ON "handbook_edition" ("version_id");
CREATE INDEX "handbook_translationcheck_by_id_e8c717b6" ON "handbook_translationcheck" ("by_id");
CREATE INDEX "handbook_translationcheck_section_id_0bcc508b" ON "handbook_translationcheck" ("section_id");
CREATE INDEX "handbook_section_slug_4bb27915" ON "handbook_section" ("slug");
CREATE INDEX "handbook_section_handbook_id_a5b2df62" ON "handbook_section" ("handbook_id");
CREATE UNIQUE INDEX "one_draft_per_section" ON "handbook_version" ("section_id") WHERE "stage" IN ('draft', 'in_review');
CREATE UNIQUE INDEX "one_scheduled_per_section" ON "handbook_version" ("section_id") WHERE "stage" = 'scheduled';
CREATE INDEX "handbook_version_begun_by_id_72b40788" ON "handbook_version" ("begun_by_id");
CREATE INDEX "handbook_version_published_by_id_e0e46c1f" ON "handbook_version" ("published_by_id");
CREATE INDEX "handbook_version_saved_by_id_313ee210" ON "handbook_version" ("saved_by_id");
CREATE INDEX "handbook_version_section_id_4b7c4015" ON "handbook_version" ("section_id");
CREATE INDEX "handbook_version_scheduled_by_id_c68eeae5" ON "handbook_version" ("scheduled_by_id");
CREATE INDEX "handbook_approval_by_id_137aec81" ON "handbook_approval" ("by_id");
CREATE INDEX "handbook_approval_version_id_de4229d8" ON "handbook_approval" ("version_id");
CREATE INDEX "approvals_of_a_revision" ON "handbook_approval" ("version_id", "revision");
CREATE INDEX "handbook_section_owner_id_b2244bef" ON "handbook_section" ("owner_id");
CREATE INDEX "handbook_pagetext_page_58740b24" ON "handbook_pagetext" ("page");
CREATE INDEX "handbook_pagetext_by_id_5d3d3b1c" ON "handbook_pagetext" ("by_id");
CREATE INDEX "records_event_at_e005abb4" ON "records_event" ("at");
CREATE INDEX "records_event_by_id_87d29f60" ON "records_event" ("by_id");
CREATE INDEX "events_of_a_subject" ON "records_event" ("subject_kind", "subject_key");
CREATE UNIQUE INDEX "one_open_attempt_per_section" ON "courses_attempt" ("employee_id", "section_id") WHERE "ended_at" IS NULL;
CREATE INDEX "courses_attempt_employee_id_8c91669a" ON "courses_attempt" ("employee_id");
CREATE INDEX "courses_attempt_section_id_df97ef81" ON "courses_attempt" ("section_id");
CREATE INDEX "courses_attempt_version_id_46fba135" ON "courses_attempt" ("version_id");
CREATE INDEX "courses_latestcompletion_employee_id_16ab4b9b" ON "courses_latestcompletion" ("employee_id");
CREATE INDEX "courses_latestcompletion_section_id_2384fbd7" ON "courses_latestcompletion" ("section_id");
CREATE INDEX "courses_answer_attempt_id_df8c02ec" ON "courses_answer" ("attempt_id");
CREATE INDEX "courses_completion_employee_id_d83157ea" ON "courses_completion" ("employee_id");
CREATE INDEX "courses_completion_section_id_2bcaee8b" ON "courses_completion" ("section_id");
CREATE INDEX "courses_completion_version_id_bea13d6a" ON "courses_completion" ("version_id");
CREATE INDEX "courses_requirement_handbook_id_82e11155" ON "courses_requirement" ("handbook_id");
CREATE INDEX "courses_requirement_unit_id_71e4ab1c" ON "courses_requirement" ("unit_id");
CREATE INDEX "courses_credit_attempt_id_1d18e359" ON "courses_credit" ("attempt_id");
CREATE INDEX "courses_credit_by_id_96bda46e" ON "courses_credit" ("by_id");
CREATE INDEX "courses_withdrawnquestion_by_id_b502f93a" ON "courses_withdrawnquestion" ("by_id");
CREATE INDEX "courses_withdrawnquestion_section_id_12374cce" ON "courses_withdrawnquestion" ("section_id");
CREATE INDEX "courses_withdrawnquestion_version_id_14e9ba90" ON "courses_withdrawnquestion" ("version_id");
CREATE INDEX "completions_to_count" ON "courses_latestcompletion" ("section_id", "audience", "number", "language", "unit_id", "unit_from", "unit_to", "completed_at");
CREATE INDEX "completions_not_reckoned" ON "courses_latestcompletion" ("employee_id") WHERE "unit_from" IS NULL;
CREATE INDEX "completions_reckoned_to_a_day" ON "courses_latestcompletion" ("unit_to", "employee_id") WHERE "unit_to" IS NOT NULL;
CREATE INDEX "positions_of_leaders" ON "people_position" ("employee_id", "from_day", "to_day") WHERE "is_leader";
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE TRIGGER "frozen_records_event_update" BEFORE UPDATE ON "records_event"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_records_event_delete" BEFORE DELETE ON "records_event"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_approval_update" BEFORE UPDATE ON "handbook_approval"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_approval_delete" BEFORE DELETE ON "handbook_approval"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_edition_update" BEFORE UPDATE ON "handbook_edition"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_edition_delete" BEFORE DELETE ON "handbook_edition"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_clausetext_update" BEFORE UPDATE ON "handbook_clausetext"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_clausetext_delete" BEFORE DELETE ON "handbook_clausetext"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_change_update" BEFORE UPDATE ON "handbook_change"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_change_delete" BEFORE DELETE ON "handbook_change"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_translationcheck_update" BEFORE UPDATE ON "handbook_translationcheck"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_translationcheck_delete" BEFORE DELETE ON "handbook_translationcheck"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_pagetext_update" BEFORE UPDATE ON "handbook_pagetext"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_pagetext_delete" BEFORE DELETE ON "handbook_pagetext"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_courses_answer_update" BEFORE UPDATE ON "courses_answer"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_courses_answer_delete" BEFORE DELETE ON "courses_answer"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_courses_withdrawnquestion_update" BEFORE UPDATE ON "courses_withdrawnquestion"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_courses_withdrawnquestion_delete" BEFORE DELETE ON "courses_withdrawnquestion"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_courses_credit_update" BEFORE UPDATE ON "courses_credit"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_courses_credit_delete" BEFORE DELETE ON "courses_credit"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_courses_completion_update" BEFORE UPDATE ON "courses_completion"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_courses_completion_delete" BEFORE DELETE ON "courses_completion"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_records_payload_update" BEFORE UPDATE ON "records_payload" WHEN NEW.id <> OLD.id OR NEW.content IS NOT NULL OR NEW.salt IS NOT NULL BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_records_payload_delete" BEFORE DELETE ON "records_payload"  BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_version_update" BEFORE UPDATE ON "handbook_version" WHEN OLD.published_at IS NOT NULL AND (NEW.published_at IS NULL OR NEW.published_at <> OLD.published_at OR NEW.number IS NULL OR NEW.number <> OLD.number OR NEW.section_id <> OLD.section_id) BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
CREATE TRIGGER "frozen_handbook_version_delete" BEFORE DELETE ON "handbook_version" WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'rettesnor: this row is frozen'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',49);
INSERT INTO "sqlite_sequence" VALUES('django_content_type',30);
INSERT INTO "sqlite_sequence" VALUES('auth_permission',120);
INSERT INTO "sqlite_sequence" VALUES('auth_group',0);
INSERT INTO "sqlite_sequence" VALUES('django_admin_log',0);
INSERT INTO "sqlite_sequence" VALUES('handbook_edition',6);
INSERT INTO "sqlite_sequence" VALUES('handbook_section',4);
INSERT INTO "sqlite_sequence" VALUES('handbook_version',4);
INSERT INTO "sqlite_sequence" VALUES('handbook_handbook',3);
INSERT INTO "sqlite_sequence" VALUES('handbook_approval',0);
INSERT INTO "sqlite_sequence" VALUES('courses_latestcompletion',12);
INSERT INTO "sqlite_sequence" VALUES('courses_answer',11);
INSERT INTO "sqlite_sequence" VALUES('courses_requirement',4);
INSERT INTO "sqlite_sequence" VALUES('records_event',33);
INSERT INTO "sqlite_sequence" VALUES('handbook_clausetext',44);
INSERT INTO "sqlite_sequence" VALUES('handbook_change',31);
INSERT INTO "sqlite_sequence" VALUES('handbook_word',93);
INSERT INTO "sqlite_sequence" VALUES('handbook_occurrence',154);
INSERT INTO "sqlite_sequence" VALUES('people_unit',2);
INSERT INTO "sqlite_sequence" VALUES('people_employee',3);
INSERT INTO "sqlite_sequence" VALUES('people_position',3);
COMMIT;
