using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FormsAndDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "moved",
                table: "drafts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "status",
                table: "cases",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "case_labels",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    label = table.Column<string>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_labels", x => new { x.commune_id, x.case_id, x.label });
                });

            migrationBuilder.CreateTable(
                name: "commune_tables",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    csv = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_commune_tables", x => new { x.commune_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "procedure_versions",
                columns: table => new
                {
                    slug = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    kept_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procedure_versions", x => new { x.slug, x.version });
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    officer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    query = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saved_views", x => new { x.commune_id, x.officer_id, x.name });
                });

            migrationBuilder.CreateIndex(
                name: "IX_cases_commune_id_organisation_id_searched_expected_on_id",
                table: "cases",
                columns: new[] { "commune_id", "organisation_id", "searched", "expected_on", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_case_labels_commune_id_label",
                table: "case_labels",
                columns: new[] { "commune_id", "label" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_labels");

            migrationBuilder.DropTable(
                name: "commune_tables");

            migrationBuilder.DropTable(
                name: "procedure_versions");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropIndex(
                name: "IX_cases_commune_id_organisation_id_searched_expected_on_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "moved",
                table: "drafts");

            migrationBuilder.DropColumn(
                name: "status",
                table: "cases");
        }
    }
}
