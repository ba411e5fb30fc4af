using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PeopleAndParents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "frozen_at",
                table: "citizens",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into",
                table: "citizens",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "apart_since",
                table: "cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "applicant_died_on",
                table: "cases",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "account_closures",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    citizen_id = table.Column<Guid>(type: "uuid", nullable: false),
                    died_on = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    noted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    noted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    lifted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    lifted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    lifted_why = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_closures", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "account_merges",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_id = table.Column<Guid>(type: "uuid", nullable: false),
                    former_id = table.Column<Guid>(type: "uuid", nullable: false),
                    way = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    proposed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    moved = table.Column<string>(type: "text", nullable: false),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<string>(type: "text", nullable: false),
                    undone_why = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_merges", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "own_messages",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    citizen_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_from_service = table.Column<bool>(type: "boolean", nullable: false),
                    officer = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reply_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_own_messages", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_citizens_commune_id_merged_into",
                table: "citizens",
                columns: new[] { "commune_id", "merged_into" });

            migrationBuilder.CreateIndex(
                name: "IX_account_closures_commune_id_citizen_id",
                table: "account_closures",
                columns: new[] { "commune_id", "citizen_id" });

            migrationBuilder.CreateIndex(
                name: "IX_account_merges_commune_id_former_id",
                table: "account_merges",
                columns: new[] { "commune_id", "former_id" });

            migrationBuilder.CreateIndex(
                name: "IX_account_merges_commune_id_kept_id",
                table: "account_merges",
                columns: new[] { "commune_id", "kept_id" });

            migrationBuilder.CreateIndex(
                name: "IX_own_messages_commune_id_citizen_id",
                table: "own_messages",
                columns: new[] { "commune_id", "citizen_id" });

            migrationBuilder.CreateIndex(
                name: "IX_own_messages_commune_id_party_id_at",
                table: "own_messages",
                columns: new[] { "commune_id", "party_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_own_messages_commune_id_reply_due_on",
                table: "own_messages",
                columns: new[] { "commune_id", "reply_due_on" },
                filter: "answered_at is null and reply_due_on is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_closures");

            migrationBuilder.DropTable(
                name: "account_merges");

            migrationBuilder.DropTable(
                name: "own_messages");

            migrationBuilder.DropIndex(
                name: "IX_citizens_commune_id_merged_into",
                table: "citizens");

            migrationBuilder.DropColumn(
                name: "frozen_at",
                table: "citizens");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "citizens");

            migrationBuilder.DropColumn(
                name: "apart_since",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "applicant_died_on",
                table: "cases");
        }
    }
}
