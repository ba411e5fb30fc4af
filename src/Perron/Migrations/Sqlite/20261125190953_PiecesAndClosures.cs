using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PiecesAndClosures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "changed_at",
                table: "communes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_origins",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    parent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service = table.Column<string>(type: "TEXT", nullable: false),
                    question = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_origins", x => new { x.commune_id, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "closures",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    entered_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    removed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    entered_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    moved_up_to = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_closures", x => new { x.commune_id, x.on });
                });

            migrationBuilder.CreateTable(
                name: "given_pieces",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    files = table.Column<string>(type: "TEXT", nullable: false),
                    given_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    fault = table.Column<string>(type: "TEXT", nullable: true),
                    remark = table.Column<string>(type: "TEXT", nullable: false),
                    judged_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    judged_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    request_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_given_pieces", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "sub_cases",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    procedure = table.Column<string>(type: "TEXT", nullable: false),
                    service = table.Column<string>(type: "TEXT", nullable: false),
                    question = table.Column<string>(type: "TEXT", nullable: false),
                    asked_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    child_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    is_favourable = table.Column<bool>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sub_cases", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_case_origins_commune_id_parent_id",
                table: "case_origins",
                columns: new[] { "commune_id", "parent_id" });

            migrationBuilder.CreateIndex(
                name: "IX_given_pieces_commune_id_case_id_name_version",
                table: "given_pieces",
                columns: new[] { "commune_id", "case_id", "name", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sub_cases_commune_id_case_id",
                table: "sub_cases",
                columns: new[] { "commune_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "IX_sub_cases_commune_id_child_id",
                table: "sub_cases",
                columns: new[] { "commune_id", "child_id" },
                filter: "closed_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_origins");

            migrationBuilder.DropTable(
                name: "closures");

            migrationBuilder.DropTable(
                name: "given_pieces");

            migrationBuilder.DropTable(
                name: "sub_cases");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "communes");
        }
    }
}
