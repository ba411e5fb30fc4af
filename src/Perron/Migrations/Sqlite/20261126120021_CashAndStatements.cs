using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Perron.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CashAndStatements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "exempted_at",
                table: "payment_orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "exempted_by",
                table: "payment_orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "charge_id",
                table: "payment_attempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bank_files",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    sent_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    read = table.Column<int>(type: "INTEGER", nullable: false),
                    known = table.Column<int>(type: "INTEGER", nullable: false),
                    fault = table.Column<string>(type: "TEXT", nullable: false),
                    fault_line = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bank_files", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "bank_movements",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    statement_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    cents = table.Column<int>(type: "INTEGER", nullable: false),
                    value_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    communication = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    payer_account = table.Column<string>(type: "TEXT", nullable: false),
                    payer_name = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    said_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    said_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bank_movements", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "bank_statements",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    file_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    account = table.Column<string>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    old_cents = table.Column<long>(type: "INTEGER", nullable: false),
                    new_cents = table.Column<long>(type: "INTEGER", nullable: false),
                    says = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bank_statements", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cash_days",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service_unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    opened_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    opened_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    float_cents = table.Column<int>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    closed_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    cash_cents = table.Column<int>(type: "INTEGER", nullable: false),
                    card_cents = table.Column<int>(type: "INTEGER", nullable: false),
                    counted_cents = table.Column<int>(type: "INTEGER", nullable: false),
                    terminal_cents = table.Column<int>(type: "INTEGER", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    lines = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cash_days", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cash_lines",
                columns: table => new
                {
                    commune_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    day_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service_unit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    way = table.Column<string>(type: "TEXT", nullable: false),
                    cents = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    officer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    slip = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    corrects = table.Column<Guid>(type: "TEXT", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cash_lines", x => new { x.commune_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_bank_files_commune_id_sent_at",
                table: "bank_files",
                columns: new[] { "commune_id", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "IX_bank_movements_commune_id_name",
                table: "bank_movements",
                columns: new[] { "commune_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bank_movements_commune_id_state",
                table: "bank_movements",
                columns: new[] { "commune_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_bank_movements_commune_id_statement_id",
                table: "bank_movements",
                columns: new[] { "commune_id", "statement_id" });

            migrationBuilder.CreateIndex(
                name: "IX_bank_statements_commune_id_account_on_number",
                table: "bank_statements",
                columns: new[] { "commune_id", "account", "on", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bank_statements_commune_id_file_id",
                table: "bank_statements",
                columns: new[] { "commune_id", "file_id" });

            migrationBuilder.CreateIndex(
                name: "IX_cash_days_commune_id_opened_at",
                table: "cash_days",
                columns: new[] { "commune_id", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "IX_cash_days_commune_id_service_unit_id",
                table: "cash_days",
                columns: new[] { "commune_id", "service_unit_id" },
                unique: true,
                filter: "closed_at is null");

            migrationBuilder.CreateIndex(
                name: "IX_cash_lines_commune_id_corrects",
                table: "cash_lines",
                columns: new[] { "commune_id", "corrects" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cash_lines_commune_id_day_id",
                table: "cash_lines",
                columns: new[] { "commune_id", "day_id" });

            migrationBuilder.CreateIndex(
                name: "IX_cash_lines_commune_id_order_id",
                table: "cash_lines",
                columns: new[] { "commune_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "IX_cash_lines_commune_id_service_unit_id_year_number",
                table: "cash_lines",
                columns: new[] { "commune_id", "service_unit_id", "year", "number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bank_files");

            migrationBuilder.DropTable(
                name: "bank_movements");

            migrationBuilder.DropTable(
                name: "bank_statements");

            migrationBuilder.DropTable(
                name: "cash_days");

            migrationBuilder.DropTable(
                name: "cash_lines");

            migrationBuilder.DropColumn(
                name: "exempted_at",
                table: "payment_orders");

            migrationBuilder.DropColumn(
                name: "exempted_by",
                table: "payment_orders");

            migrationBuilder.DropColumn(
                name: "charge_id",
                table: "payment_attempts");
        }
    }
}
