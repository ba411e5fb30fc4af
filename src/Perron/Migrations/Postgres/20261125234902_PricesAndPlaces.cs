using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PricesAndPlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "chosen",
                table: "cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "price_cents",
                table: "cases",
                type: "integer",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "chosen",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "price_cents",
                table: "cases");
        }
    }
}
