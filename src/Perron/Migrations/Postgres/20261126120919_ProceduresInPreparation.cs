using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ProceduresInPreparation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "confirmed",
                table: "adopted_procedures",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_in_preparation",
                table: "adopted_procedures",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "confirmed",
                table: "adopted_procedures");

            migrationBuilder.DropColumn(
                name: "is_in_preparation",
                table: "adopted_procedures");
        }
    }
}
