using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "price_cents",
                table: "cases",
                type: "INTEGER",
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
