using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Casework : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_drafts_commune_id_citizen_id_procedure",
                table: "drafts");

            migrationBuilder.DropIndex(
                name: "IX_cases_commune_id_assigned_to_closed_at_expected_on",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_cases_commune_id_organisation_id_searched_expected_on_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_cases_commune_id_service_unit_id_closed_at_expected_on",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_case_labels_commune_id_label",
                table: "case_labels");

            migrationBuilder.AddColumn<int>(
                name: "reply_days",
                table: "service_units",
                type: "INTEGER",
                nullable: false,
                defaultValue: 2);

            migrationBuilder.AddColumn<Guid>(
                name: "filled_by",
                table: "drafts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "due_at",
                table: "contact_requests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reference",
                table: "contact_requests",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "stream_id",
                table: "contact_requests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "alarm_on",
                table: "cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "dates_due_on",
                table: "cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "decide_by",
                table: "cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "route_why",
                table: "cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "wake_on",
                table: "cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "answered_at",
                table: "case_messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "reply_due_on",
                table: "case_messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "assistances",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    officer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    citizen_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    procedure = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    birth_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    way = table.Column<string>(type: "TEXT", nullable: false),
                    seen = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    filed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assistances", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "awaited_parties",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    who = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    question = table.Column<string>(type: "TEXT", nullable: false),
                    shown = table.Column<string>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    is_agreed = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_awaited_parties", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "case_mandators",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number_index = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_mandators", x => new { x.commune_id, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "case_moves",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<string>(type: "TEXT", nullable: false),
                    to = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_moves", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "case_words",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    word = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_words", x => new { x.commune_id, x.organisation_id, x.word, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "contact_moments",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    officer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    way = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    is_public = table.Column<bool>(type: "INTEGER", nullable: false),
                    noted_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contact_moments", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "learnt_durations",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    memory = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_learnt_durations", x => new { x.commune_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "message_drafts",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    officer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    template = table.Column<string>(type: "TEXT", nullable: false),
                    changes = table.Column<int>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_message_drafts", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "message_files",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    file_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_message_files", x => new { x.commune_id, x.file_id });
                });

            migrationBuilder.CreateTable(
                name: "noted_values",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_noted_values", x => new { x.commune_id, x.case_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "step_estimates",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    entered_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    step = table.Column<string>(type: "TEXT", nullable: false),
                    ahead = table.Column<int>(type: "INTEGER", nullable: false),
                    queue = table.Column<double>(type: "REAL", nullable: true),
                    promised = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    presence = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_step_estimates", x => new { x.commune_id, x.case_id, x.entered_at });
                });

            migrationBuilder.CreateIndex(
                name: "IX_drafts_commune_id_citizen_id_procedure",
                table: "drafts",
                columns: new[] { "commune_id", "citizen_id", "procedure" },
                unique: true,
                filter: "filled_by is null");

            migrationBuilder.CreateIndex(
                name: "IX_contact_requests_commune_id_stream_id",
                table: "contact_requests",
                columns: new[] { "commune_id", "stream_id" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_assigned_to_expected_on_id",
                table: "cases",
                columns: new[] { "commune_id", "assigned_to", "expected_on", "id" },
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_dates_due_on",
                table: "cases",
                columns: new[] { "commune_id", "dates_due_on" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_service_unit_id_closed_at_id",
                table: "cases",
                columns: new[] { "commune_id", "service_unit_id", "closed_at", "id" },
                filter: "closed_at is not null");

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_service_unit_id_expected_on_id",
                table: "cases",
                columns: new[] { "commune_id", "service_unit_id", "expected_on", "id" },
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_wake_on",
                table: "cases",
                columns: new[] { "commune_id", "wake_on" });

            migrationBuilder.CreateIndex(
                name: "IX_case_messages_commune_id_reply_due_on",
                table: "case_messages",
                columns: new[] { "commune_id", "reply_due_on" },
                filter: "answered_at is null and reply_due_on is not null");

            migrationBuilder.CreateIndex(
                name: "IX_case_labels_commune_id_label_case_id",
                table: "case_labels",
                columns: new[] { "commune_id", "label", "case_id" });

            migrationBuilder.CreateIndex(
                name: "IX_assistances_commune_id_citizen_id",
                table: "assistances",
                columns: new[] { "commune_id", "citizen_id" });

            migrationBuilder.CreateIndex(
                name: "IX_assistances_commune_id_officer_id_filed_at",
                table: "assistances",
                columns: new[] { "commune_id", "officer_id", "filed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_awaited_parties_commune_id_case_id",
                table: "awaited_parties",
                columns: new[] { "commune_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "IX_case_mandators_commune_id_number_index",
                table: "case_mandators",
                columns: new[] { "commune_id", "number_index" });

            migrationBuilder.CreateIndex(
                name: "IX_case_moves_commune_id_case_id_at",
                table: "case_moves",
                columns: new[] { "commune_id", "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_contact_moments_commune_id_case_id_at",
                table: "contact_moments",
                columns: new[] { "commune_id", "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_message_drafts_commune_id_case_id_officer_id",
                table: "message_drafts",
                columns: new[] { "commune_id", "case_id", "officer_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_message_files_commune_id_case_id",
                table: "message_files",
                columns: new[] { "commune_id", "case_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "assistances");

            migrationBuilder.DropTable(
                name: "awaited_parties");

            migrationBuilder.DropTable(
                name: "case_mandators");

            migrationBuilder.DropTable(
                name: "case_moves");

            migrationBuilder.DropTable(
                name: "case_words");

            migrationBuilder.DropTable(
                name: "contact_moments");

            migrationBuilder.DropTable(
                name: "learnt_durations");

            migrationBuilder.DropTable(
                name: "message_drafts");

            migrationBuilder.DropTable(
                name: "message_files");

            migrationBuilder.DropTable(
                name: "noted_values");

            migrationBuilder.DropTable(
                name: "step_estimates");

            migrationBuilder.DropIndex(
                name: "IX_drafts_commune_id_citizen_id_procedure",
                table: "drafts");

            migrationBuilder.DropIndex(
                name: "IX_contact_requests_commune_id_stream_id",
                table: "contact_requests");

            migrationBuilder.DropIndex(
                name: "IX_cases_commune_id_assigned_to_expected_on_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_cases_commune_id_dates_due_on",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_cases_commune_id_service_unit_id_closed_at_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_cases_commune_id_service_unit_id_expected_on_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_cases_commune_id_wake_on",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_case_messages_commune_id_reply_due_on",
                table: "case_messages");

            migrationBuilder.DropIndex(
                name: "IX_case_labels_commune_id_label_case_id",
                table: "case_labels");

            migrationBuilder.DropColumn(
                name: "reply_days",
                table: "service_units");

            migrationBuilder.DropColumn(
                name: "filled_by",
                table: "drafts");

            migrationBuilder.DropColumn(
                name: "due_at",
                table: "contact_requests");

            migrationBuilder.DropColumn(
                name: "reference",
                table: "contact_requests");

            migrationBuilder.DropColumn(
                name: "stream_id",
                table: "contact_requests");

            migrationBuilder.DropColumn(
                name: "alarm_on",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "dates_due_on",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "decide_by",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "route_why",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "wake_on",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "answered_at",
                table: "case_messages");

            migrationBuilder.DropColumn(
                name: "reply_due_on",
                table: "case_messages");

            migrationBuilder.CreateIndex(
                name: "IX_drafts_commune_id_citizen_id_procedure",
                table: "drafts",
                columns: new[] { "commune_id", "citizen_id", "procedure" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_assigned_to_closed_at_expected_on",
                table: "cases",
                columns: new[] { "commune_id", "assigned_to", "closed_at", "expected_on" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_organisation_id_searched_expected_on_id",
                table: "cases",
                columns: new[] { "commune_id", "organisation_id", "searched", "expected_on", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_service_unit_id_closed_at_expected_on",
                table: "cases",
                columns: new[] { "commune_id", "service_unit_id", "closed_at", "expected_on" });

            migrationBuilder.CreateIndex(
                name: "IX_case_labels_commune_id_label",
                table: "case_labels",
                columns: new[] { "commune_id", "label" });
        }
    }
}
