using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class InheritedProcedures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "accepted_at",
                table: "procedure_versions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "changed_at",
                table: "adopted_procedures",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "own_version",
                table: "adopted_procedures",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "procedure_editions",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    based_on = table.Column<int>(type: "integer", nullable: false),
                    changes = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procedure_editions", x => new { x.commune_id, x.slug });
                });

            migrationBuilder.CreateTable(
                name: "procedure_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    proposed_by = table.Column<string>(type: "text", nullable: false),
                    based_on = table.Column<int>(type: "integer", nullable: false),
                    changes = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    proposed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    accepted_as = table.Column<int>(type: "integer", nullable: true),
                    refused_because = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procedure_proposals", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_procedure_proposals_slug_proposed_by",
                table: "procedure_proposals",
                columns: new[] { "slug", "proposed_by" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "procedure_editions");

            migrationBuilder.DropTable(
                name: "procedure_proposals");

            migrationBuilder.DropColumn(
                name: "accepted_at",
                table: "procedure_versions");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "adopted_procedures");

            migrationBuilder.DropColumn(
                name: "own_version",
                table: "adopted_procedures");
        }
    }
}
