using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ClaimsAndTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "citizen_id",
                table: "awaited_parties",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_claims",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    claimed_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_claims", x => new { x.commune_id, x.case_id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_awaited_parties_commune_id_citizen_id",
                table: "awaited_parties",
                columns: new[] { "commune_id", "citizen_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_claims");

            migrationBuilder.DropIndex(
                name: "IX_awaited_parties_commune_id_citizen_id",
                table: "awaited_parties");

            migrationBuilder.DropColumn(
                name: "citizen_id",
                table: "awaited_parties");
        }
    }
}
