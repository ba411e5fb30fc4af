using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MandatesAndRegistered : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_drafts_commune_id_citizen_id_procedure",
                table: "drafts");

            migrationBuilder.AddColumn<string>(
                name: "scope",
                table: "mandates",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "mandate_id",
                table: "drafts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "mandate_id",
                table: "case_mandators",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_drafts_commune_id_citizen_id_procedure",
                table: "drafts",
                columns: new[] { "commune_id", "citizen_id", "procedure" },
                unique: true,
                filter: "filled_by is null and mandate_id is null");

            migrationBuilder.CreateIndex(
                name: "IX_drafts_commune_id_citizen_id_procedure_mandate_id",
                table: "drafts",
                columns: new[] { "commune_id", "citizen_id", "procedure", "mandate_id" },
                unique: true,
                filter: "mandate_id is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_drafts_commune_id_citizen_id_procedure",
                table: "drafts");

            migrationBuilder.DropIndex(
                name: "IX_drafts_commune_id_citizen_id_procedure_mandate_id",
                table: "drafts");

            migrationBuilder.DropColumn(
                name: "scope",
                table: "mandates");

            migrationBuilder.DropColumn(
                name: "mandate_id",
                table: "drafts");

            migrationBuilder.DropColumn(
                name: "mandate_id",
                table: "case_mandators");

            migrationBuilder.CreateIndex(
                name: "IX_drafts_commune_id_citizen_id_procedure",
                table: "drafts",
                columns: new[] { "commune_id", "citizen_id", "procedure" },
                unique: true,
                filter: "filled_by is null");
        }
    }
}
