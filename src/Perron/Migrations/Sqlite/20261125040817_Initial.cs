using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    officer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    replaced_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absences", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "access_resets",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    officer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    asked_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    confirmed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_resets", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_officer = table.Column<bool>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    stamp = table.Column<string>(type: "TEXT", nullable: false),
                    sealed_totp_key = table.Column<byte[]>(type: "BLOB", nullable: true),
                    second_factor_since = table.Column<DateTime>(type: "TEXT", nullable: true),
                    last_totp_step = table.Column<long>(type: "INTEGER", nullable: false),
                    recovery_hashes = table.Column<string>(type: "TEXT", nullable: false),
                    is_demonstration = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "adopted_procedures",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    service_unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    price_cents = table.Column<int>(type: "INTEGER", nullable: false),
                    office_days = table.Column<int>(type: "INTEGER", nullable: false),
                    featured = table.Column<int>(type: "INTEGER", nullable: true),
                    checked_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_adopted_procedures", x => new { x.commune_id, x.slug });
                });

            migrationBuilder.CreateTable(
                name: "case_messages",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    officer = table.Column<Guid>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    read_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_messages", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: false),
                    procedure = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    service_unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    assigned_to = table.Column<Guid>(type: "TEXT", nullable: true),
                    route = table.Column<string>(type: "TEXT", nullable: false),
                    citizen_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    applicant_name = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    identity = table.Column<string>(type: "TEXT", nullable: false),
                    hand_over = table.Column<string>(type: "TEXT", nullable: false),
                    is_for_third_person = table.Column<bool>(type: "INTEGER", nullable: false),
                    answers = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    submitted_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expected_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    expected_before = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    expected_why = table.Column<string>(type: "TEXT", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    searched = table.Column<string>(type: "TEXT", nullable: false),
                    changes = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "citizens",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    given_name = table.Column<string>(type: "TEXT", nullable: false),
                    family_name = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    sign_in_address = table.Column<string>(type: "TEXT", nullable: true),
                    phone = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    street = table.Column<string>(type: "TEXT", nullable: false),
                    place = table.Column<string>(type: "TEXT", nullable: false),
                    wants_sms = table.Column<bool>(type: "INTEGER", nullable: false),
                    wants_every_step = table.Column<bool>(type: "INTEGER", nullable: false),
                    number_index = table.Column<string>(type: "TEXT", nullable: true),
                    sealed_number = table.Column<byte[]>(type: "BLOB", nullable: true),
                    proven_level = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_citizens", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "communes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    host = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: false),
                    letters = table.Column<string>(type: "TEXT", nullable: false),
                    official_languages = table.Column<string>(type: "TEXT", nullable: false),
                    facility_languages = table.Column<string>(type: "TEXT", nullable: false),
                    is_tourist_centre = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_demonstration = table.Column<bool>(type: "INTEGER", nullable: false),
                    theme = table.Column<string>(type: "TEXT", nullable: false),
                    menu = table.Column<string>(type: "TEXT", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_communes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "competences",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    officer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    procedure = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_competences", x => new { x.commune_id, x.officer_id, x.procedure });
                });

            migrationBuilder.CreateTable(
                name: "contact_requests",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service_unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    citizen_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    call_time = table.Column<string>(type: "TEXT", nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    calls_in_vain = table.Column<int>(type: "INTEGER", nullable: false),
                    last_call_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    answered_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contact_requests", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    citizen_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    procedure = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    answers = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drafts", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erasures", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "evidence_requests",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    piece = table.Column<string>(type: "TEXT", nullable: false),
                    is_mandate = table.Column<bool>(type: "INTEGER", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_requests", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "hand_offs",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code_hash = table.Column<string>(type: "TEXT", nullable: false),
                    browser_hash = table.Column<string>(type: "TEXT", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hand_offs", x => new { x.commune_id, x.code_hash });
                });

            migrationBuilder.CreateTable(
                name: "held_posts",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key_hash = table.Column<string>(type: "TEXT", nullable: false),
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    citizen_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    officer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    held_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_held_posts", x => new { x.commune_id, x.key_hash });
                });

            migrationBuilder.CreateTable(
                name: "issued_documents",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    issued_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    signed_by = table.Column<string>(type: "TEXT", nullable: false),
                    delegation = table.Column<string>(type: "TEXT", nullable: false),
                    issued_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    pdf = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    is_specimen = table.Column<bool>(type: "INTEGER", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issued_documents", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "letter_batches",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    made_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    posted_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_letter_batches", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "letters",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stream_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    template = table.Column<string>(type: "TEXT", nullable: false),
                    values = table.Column<string>(type: "TEXT", nullable: false),
                    pdf = table.Column<byte[]>(type: "BLOB", nullable: true),
                    written_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    batch_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    registered_number = table.Column<string>(type: "TEXT", nullable: false),
                    posted_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_letters", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "linked_identities",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    issuer = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    officer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    linked_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_linked_identities", x => new { x.commune_id, x.issuer, x.subject });
                });

            migrationBuilder.CreateTable(
                name: "mandates",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    given_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    giver_name = table.Column<string>(type: "TEXT", nullable: false),
                    to_address = table.Column<string>(type: "TEXT", nullable: false),
                    held_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    holder_name = table.Column<string>(type: "TEXT", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", nullable: false),
                    link_hash = table.Column<string>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    offered_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    accepted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mandates", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "officers",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    given_name = table.Column<string>(type: "TEXT", nullable: false),
                    family_name = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    rights = table.Column<string>(type: "TEXT", nullable: false),
                    left_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_officers", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "one_time_codes",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    person = table.Column<Guid>(type: "TEXT", nullable: true),
                    code_hash = table.Column<string>(type: "TEXT", nullable: false),
                    link_hash = table.Column<string>(type: "TEXT", nullable: false),
                    browser_hash = table.Column<string>(type: "TEXT", nullable: false),
                    @return = table.Column<string>(name: "return", type: "TEXT", nullable: false),
                    written_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_one_time_codes", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisations", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    to = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    template = table.Column<string>(type: "TEXT", nullable: false),
                    values = table.Column<string>(type: "TEXT", nullable: false),
                    sealed_values = table.Column<byte[]>(type: "BLOB", nullable: true),
                    stream_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    sent_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    written_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    taken_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    accepted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    failed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    bounced_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    last_refusal = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_messages", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "passkeys",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    credential_id = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    public_key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    added_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    used_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    sign_count = table.Column<long>(type: "INTEGER", nullable: false),
                    transports = table.Column<string>(type: "TEXT", nullable: false),
                    is_user_verified = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_backed_up = table.Column<bool>(type: "INTEGER", nullable: false),
                    attestation = table.Column<byte[]>(type: "BLOB", nullable: false),
                    client_json = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_passkeys", x => new { x.commune_id, x.credential_id });
                });

            migrationBuilder.CreateTable(
                name: "protection_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "receipts",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<Guid>(type: "TEXT", nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    location = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts", x => new { x.commune_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "register_extracts",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    read_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    confirmed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_extracts", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "sealed_events",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<long>(type: "INTEGER", nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    sealed_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sealed_events", x => new { x.commune_id, x.place });
                });

            migrationBuilder.CreateTable(
                name: "service_units",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    run_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    hours = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_units", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key_hash = table.Column<string>(type: "TEXT", nullable: false),
                    citizen_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    officer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    level = table.Column<string>(type: "TEXT", nullable: false),
                    way = table.Column<string>(type: "TEXT", nullable: false),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    seen_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    proven_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    browser = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "signatories",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    delegation = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signatories", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stored_bytes",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    file_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stored_bytes", x => new { x.commune_id, x.file_id });
                });

            migrationBuilder.CreateTable(
                name: "stored_files",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    owner_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    content_type = table.Column<string>(type: "TEXT", nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stored_files", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "streams",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: false),
                    citizen_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_streams", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "team_members",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    officer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service_unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_head = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team_members", x => new { x.commune_id, x.officer_id, x.service_unit_id });
                });

            migrationBuilder.CreateTable(
                name: "timeline_events",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stream_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", nullable: false),
                    visibility = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_timeline_events", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_absences_commune_id_officer_id",
                table: "absences",
                columns: new[] { "commune_id", "officer_id" });

            migrationBuilder.CreateIndex(
                name: "IX_access_resets_commune_id_officer_id",
                table: "access_resets",
                columns: new[] { "commune_id", "officer_id" });

            migrationBuilder.CreateIndex(
                name: "IX_accounts_commune_id_is_officer_name",
                table: "accounts",
                columns: new[] { "commune_id", "is_officer", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_case_messages_commune_id_case_id_at",
                table: "case_messages",
                columns: new[] { "commune_id", "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_assigned_to_closed_at_expected_on",
                table: "cases",
                columns: new[] { "commune_id", "assigned_to", "closed_at", "expected_on" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_citizen_id",
                table: "cases",
                columns: new[] { "commune_id", "citizen_id" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_reference",
                table: "cases",
                columns: new[] { "commune_id", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_service_unit_id_closed_at_expected_on",
                table: "cases",
                columns: new[] { "commune_id", "service_unit_id", "closed_at", "expected_on" });

            migrationBuilder.CreateIndex(
                name: "IX_citizens_commune_id_number_index",
                table: "citizens",
                columns: new[] { "commune_id", "number_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_citizens_commune_id_sign_in_address",
                table: "citizens",
                columns: new[] { "commune_id", "sign_in_address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_communes_host",
                table: "communes",
                column: "host",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_communes_slug",
                table: "communes",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_contact_requests_commune_id_citizen_id",
                table: "contact_requests",
                columns: new[] { "commune_id", "citizen_id" });

            migrationBuilder.CreateIndex(
                name: "IX_contact_requests_commune_id_service_unit_id_answered_at",
                table: "contact_requests",
                columns: new[] { "commune_id", "service_unit_id", "answered_at" });

            migrationBuilder.CreateIndex(
                name: "IX_drafts_commune_id_citizen_id_procedure",
                table: "drafts",
                columns: new[] { "commune_id", "citizen_id", "procedure" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_erasures_commune_id_subject",
                table: "erasures",
                columns: new[] { "commune_id", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_evidence_requests_commune_id_case_id",
                table: "evidence_requests",
                columns: new[] { "commune_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "IX_issued_documents_commune_id_case_id",
                table: "issued_documents",
                columns: new[] { "commune_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "IX_issued_documents_commune_id_code",
                table: "issued_documents",
                columns: new[] { "commune_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_letters_commune_id_batch_id",
                table: "letters",
                columns: new[] { "commune_id", "batch_id" });

            migrationBuilder.CreateIndex(
                name: "IX_mandates_commune_id_given_by",
                table: "mandates",
                columns: new[] { "commune_id", "given_by" });

            migrationBuilder.CreateIndex(
                name: "IX_mandates_commune_id_held_by",
                table: "mandates",
                columns: new[] { "commune_id", "held_by" });

            migrationBuilder.CreateIndex(
                name: "IX_mandates_commune_id_link_hash",
                table: "mandates",
                columns: new[] { "commune_id", "link_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_officers_commune_id_email",
                table: "officers",
                columns: new[] { "commune_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_one_time_codes_commune_id_address_written_at",
                table: "one_time_codes",
                columns: new[] { "commune_id", "address", "written_at" });

            migrationBuilder.CreateIndex(
                name: "IX_one_time_codes_commune_id_browser_hash",
                table: "one_time_codes",
                columns: new[] { "commune_id", "browser_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_one_time_codes_commune_id_link_hash",
                table: "one_time_codes",
                columns: new[] { "commune_id", "link_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisations_commune_id_slug",
                table: "organisations",
                columns: new[] { "commune_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_commune_id_due_at",
                table: "outbox_messages",
                columns: new[] { "commune_id", "due_at" },
                filter: "accepted_at is null and failed_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_commune_id_stream_id",
                table: "outbox_messages",
                columns: new[] { "commune_id", "stream_id" });

            migrationBuilder.CreateIndex(
                name: "IX_passkeys_commune_id_account_id",
                table: "passkeys",
                columns: new[] { "commune_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "IX_register_extracts_commune_id_case_id",
                table: "register_extracts",
                columns: new[] { "commune_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "IX_sealed_events_commune_id_event_id",
                table: "sealed_events",
                columns: new[] { "commune_id", "event_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_service_units_commune_id_slug",
                table: "service_units",
                columns: new[] { "commune_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_commune_id_citizen_id",
                table: "sessions",
                columns: new[] { "commune_id", "citizen_id" });

            migrationBuilder.CreateIndex(
                name: "IX_sessions_commune_id_key_hash",
                table: "sessions",
                columns: new[] { "commune_id", "key_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_commune_id_officer_id",
                table: "sessions",
                columns: new[] { "commune_id", "officer_id" });

            migrationBuilder.CreateIndex(
                name: "IX_stored_files_commune_id_owner_id",
                table: "stored_files",
                columns: new[] { "commune_id", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "IX_stored_files_commune_id_state",
                table: "stored_files",
                columns: new[] { "commune_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_streams_commune_id_citizen_id",
                table: "streams",
                columns: new[] { "commune_id", "citizen_id" });

            migrationBuilder.CreateIndex(
                name: "IX_streams_commune_id_reference",
                table: "streams",
                columns: new[] { "commune_id", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_team_members_commune_id_service_unit_id",
                table: "team_members",
                columns: new[] { "commune_id", "service_unit_id" });

            migrationBuilder.CreateIndex(
                name: "IX_timeline_events_commune_id_at",
                table: "timeline_events",
                columns: new[] { "commune_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_timeline_events_commune_id_stream_id_at",
                table: "timeline_events",
                columns: new[] { "commune_id", "stream_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absences");

            migrationBuilder.DropTable(
                name: "access_resets");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "adopted_procedures");

            migrationBuilder.DropTable(
                name: "case_messages");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "citizens");

            migrationBuilder.DropTable(
                name: "communes");

            migrationBuilder.DropTable(
                name: "competences");

            migrationBuilder.DropTable(
                name: "contact_requests");

            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "evidence_requests");

            migrationBuilder.DropTable(
                name: "hand_offs");

            migrationBuilder.DropTable(
                name: "held_posts");

            migrationBuilder.DropTable(
                name: "issued_documents");

            migrationBuilder.DropTable(
                name: "letter_batches");

            migrationBuilder.DropTable(
                name: "letters");

            migrationBuilder.DropTable(
                name: "linked_identities");

            migrationBuilder.DropTable(
                name: "mandates");

            migrationBuilder.DropTable(
                name: "officers");

            migrationBuilder.DropTable(
                name: "one_time_codes");

            migrationBuilder.DropTable(
                name: "organisations");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "passkeys");

            migrationBuilder.DropTable(
                name: "protection_keys");

            migrationBuilder.DropTable(
                name: "receipts");

            migrationBuilder.DropTable(
                name: "register_extracts");

            migrationBuilder.DropTable(
                name: "sealed_events");

            migrationBuilder.DropTable(
                name: "service_units");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "signatories");

            migrationBuilder.DropTable(
                name: "stored_bytes");

            migrationBuilder.DropTable(
                name: "stored_files");

            migrationBuilder.DropTable(
                name: "streams");

            migrationBuilder.DropTable(
                name: "team_members");

            migrationBuilder.DropTable(
                name: "timeline_events");
        }
    }
}
